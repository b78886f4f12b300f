#include "ui/charts/curve_history.h"

#include <algorithm>
#include <cmath>

void CurveHistory::clear()
{
    const double smoothing = m_smoothing;
    *this = {};
    m_smoothing = smoothing;
}

void CurveHistory::append(std::span<const engine::StepRecord> records)
{
    for (const auto& record : records) {
        Q_ASSERT(m_steps.empty() || record.step > m_steps.back().step);
        m_steps.push_back(record);
        m_loss.raw.append(record.loss);
        m_accuracy.raw.append(record.accuracy);
        smooth(record);
    }
}

void CurveHistory::append(std::span<const engine::EvaluationRecord> records)
{
    for (const auto& record : records) {
        const auto place = std::ranges::lower_bound(m_evaluations, record.step, {}, &engine::EvaluationRecord::step);
        if (place != m_evaluations.end() && place->step == record.step)
            *place = record;
        else
            m_evaluations.insert(place, record);
    }
}

void CurveHistory::addEvent(std::uint64_t step, const QString& text)
{
    m_events.push_back({step, text});
}

void CurveHistory::setSmoothing(double steps)
{
    Q_ASSERT(steps >= 1);
    m_smoothing = steps;
    m_lossAverage = {};
    m_accuracyAverage = {};
    m_loss.smoothed.clear();
    m_accuracy.smoothed.clear();
    for (const auto& record : m_steps)
        smooth(record);
}

bool CurveHistory::hasAccuracy() const
{
    return (!m_steps.empty() && !std::isnan(m_steps.back().accuracy))
        || (!m_evaluations.empty() && !std::isnan(m_evaluations.back().testAccuracy))
        || (m_firstLook && !std::isnan(m_firstLook->testAccuracy));
}

std::optional<engine::FirstLook> CurveHistory::firstLook() const
{
    const auto isInItsPlace = [this](const auto& evaluation) { return evaluation.step == m_firstLook->step; };
    return m_firstLook && std::ranges::none_of(m_evaluations, isInItsPlace) ? m_firstLook : std::nullopt;
}

std::uint64_t CurveHistory::lastStep() const
{
    const std::uint64_t trained = m_steps.empty() ? 0 : m_steps.back().step;
    return std::max(trained, m_evaluations.empty() ? 0 : m_evaluations.back().step);
}

std::size_t CurveHistory::indexOf(double step) const
{
    const auto found = std::ranges::lower_bound(m_steps, step, {},
                                                [](const engine::StepRecord& r) { return double(r.step); });
    return std::size_t(found - m_steps.begin());
}

std::optional<std::size_t> CurveHistory::nearest(double step) const
{
    if (m_steps.empty())
        return {};
    const std::size_t after = std::min(indexOf(step), m_steps.size() - 1);
    if (after == 0)
        return 0;
    const bool earlierIsNearer = step - double(m_steps[after - 1].step) < double(m_steps[after].step) - step;
    return earlierIsNearer ? after - 1 : after;
}

std::optional<engine::EvaluationRecord> CurveHistory::evaluationAt(double step) const
{
    const auto later = std::ranges::upper_bound(m_evaluations, step, {},
                                                [](const engine::EvaluationRecord& r) { return double(r.step); });
    if (later == m_evaluations.begin())
        return {};
    return *(later - 1);
}

std::optional<engine::EvaluationRecord> CurveHistory::best() const
{
    const auto best = std::ranges::max_element(m_evaluations, {}, &engine::EvaluationRecord::testAccuracy);
    if (best == m_evaluations.end() || std::isnan(best->testAccuracy))
        return {};
    return *best;
}

float CurveHistory::Average::next(float value, double keep)
{
    // One step that is not finite must not spoil all that follow.
    if (std::isfinite(value)) {
        sum = keep * sum + (1 - keep) * double(value);
        weight = keep * weight + (1 - keep);
    }
    return weight > 0 ? float(sum / weight) : value;
}

void CurveHistory::smooth(const engine::StepRecord& record)
{
    const double keep = 1 - 1 / m_smoothing;
    m_loss.smoothed.append(m_lossAverage.next(record.loss, keep));
    m_accuracy.smoothed.append(m_accuracyAverage.next(record.accuracy, keep));
}
