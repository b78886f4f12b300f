#include "engine/train/training_controls.h"

#include <algorithm>
#include <utility>

namespace engine {

void TrainingControls::pause()
{
    {
        const std::lock_guard lock{m_mutex};
        m_paused = m_isAtRest = m_isUnanswered = true;
        m_allowedSteps = 0;
    }
    m_changed.notify_all(); // it may be keeping a slow pace
}

void TrainingControls::resume()
{
    {
        const std::lock_guard lock{m_mutex};
        m_paused = m_isAtRest = false;
        m_allowedSteps = 0;
    }
    m_changed.notify_all();
}

void TrainingControls::runSteps(std::uint64_t count)
{
    {
        const std::lock_guard lock{m_mutex};
        m_paused = m_isUnanswered = true;
        m_isAtRest = false;
        m_allowedSteps += count;
    }
    m_changed.notify_all();
}

void TrainingControls::setLearningRate(float rate)
{
    const std::lock_guard lock{m_mutex};
    m_learningRate = rate;
}

void TrainingControls::setPace(std::optional<double> stepsPerSecond)
{
    {
        const std::lock_guard lock{m_mutex};
        m_pace = stepsPerSecond;
    }
    m_changed.notify_all();
}

void TrainingControls::keepPace(std::stop_token stop)
{
    std::unique_lock lock{m_mutex};
    const auto pace = m_pace;
    if (!pace || m_paused)
        return;
    m_changed.wait_until(lock, stop, m_nextStep, [&] { return m_paused || m_pace != pace; });
    // A step that came late, after a pause say, does not make the next ones hurry.
    const auto interval = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / *pace));
    m_nextStep = std::max(m_nextStep, Clock::now()) + interval;
}

std::optional<float> TrainingControls::takeLearningRate()
{
    const std::lock_guard lock{m_mutex};
    return std::exchange(m_learningRate, std::nullopt);
}

bool TrainingControls::interrupts(bool stepsGoFirst) const
{
    const std::lock_guard lock{m_mutex};
    return m_paused && m_isUnanswered && (stepsGoFirst || m_allowedSteps == 0);
}

bool TrainingControls::hasSteps() const
{
    const std::lock_guard lock{m_mutex};
    return m_paused && m_allowedSteps > 0;
}

bool TrainingControls::tryEnter()
{
    const std::lock_guard lock{m_mutex};
    if (mustWait())
        return false;
    if (m_paused)
        --m_allowedSteps;
    return true;
}

} // namespace engine
