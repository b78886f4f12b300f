#include "engine/train/training_controls.h"

#include <utility>

namespace engine {

void TrainingControls::pause()
{
    const std::lock_guard lock{m_mutex};
    m_paused = true;
    m_allowedSteps = 0;
}

void TrainingControls::resume()
{
    {
        const std::lock_guard lock{m_mutex};
        m_paused = false;
        m_allowedSteps = 0;
    }
    m_changed.notify_all();
}

void TrainingControls::runSteps(std::uint64_t count)
{
    {
        const std::lock_guard lock{m_mutex};
        m_paused = true;
        m_allowedSteps += count;
    }
    m_changed.notify_all();
}

void TrainingControls::setLearningRate(float rate)
{
    const std::lock_guard lock{m_mutex};
    m_learningRate = rate;
}

std::optional<float> TrainingControls::takeLearningRate()
{
    const std::lock_guard lock{m_mutex};
    return std::exchange(m_learningRate, std::nullopt);
}

bool TrainingControls::tryEnter()
{
    const std::lock_guard lock{m_mutex};
    if (!m_paused)
        return true;
    if (m_allowedSteps == 0)
        return false;
    --m_allowedSteps;
    return true;
}

} // namespace engine
