#include "app/download/speed_meter.h"

namespace {

constexpr SpeedMeter::Time window{4000};
constexpr SpeedMeter::Time shortest{300};

} // namespace

void SpeedMeter::note(Time now, qint64 amount)
{
    if (!m_notes.empty() && amount < m_notes.back().amount)
        m_notes.clear();
    m_notes.push_back({now, amount});
    while (m_notes.size() > 2 && now - m_notes[1].at >= window)
        m_notes.pop_front();
}

std::optional<double> SpeedMeter::perSecond() const
{
    if (m_notes.size() < 2 || m_notes.back().at - m_notes.front().at < shortest)
        return {};
    const auto seconds = std::chrono::duration<double>(m_notes.back().at - m_notes.front().at).count();
    return double(m_notes.back().amount - m_notes.front().amount) / seconds;
}
