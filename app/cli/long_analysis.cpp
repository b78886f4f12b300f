#include "app/cli/long_analysis.h"

#include "app/cli/text.h"

#include <ostream>

namespace cli {
namespace {

constexpr std::chrono::milliseconds barInterval{100};
constexpr std::chrono::seconds lineInterval{5}; // a line now and then for a log

} // namespace

LongAnalysis::LongAnalysis(const Console& console)
    : m_console(console)
    , m_progress([this](double fraction, std::string_view) { show(fraction); })
{
}

void LongAnalysis::show(double fraction)
{
    if (m_interruption.signal() != 0)
        m_stop.request_stop();
    const auto now = Clock::now();
    if (now - m_last < (m_console.errIsTerminal ? Clock::duration(barInterval) : Clock::duration(lineInterval)))
        return;
    m_last = now;
    m_isShown = true;
    const std::string percent = fixed(100 * fraction, 0) + " %";
    if (m_console.errIsTerminal)
        m_console.err << clearLine << progressBar(fraction) << ' ' << percent << std::flush;
    else
        m_console.err << percent << " done" << std::endl;
}

int LongAnalysis::end()
{
    if (m_isShown && m_console.errIsTerminal)
        m_console.err << clearLine << std::flush;
    m_isShown = false;
    if (!m_stop.stop_requested())
        return 0;
    m_console.err << "digitscope: stopped before it was done" << std::endl;
    return 128 + m_interruption.signal();
}

} // namespace cli
