#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>

namespace engine {

/// What a person may do to a training run while it runs. Any thread may call the commands; the training thread follows
/// them between two steps.
class TrainingControls
{
public:
    // Commands.
    void pause();
    void resume();
    /// Runs that many further steps, then pauses.
    void runSteps(std::uint64_t count);
    void setLearningRate(float rate);
    /// At most so many steps a second, for people to watch; nothing: as many as there can be.
    void setPace(std::optional<double> stepsPerSecond);

    // Training thread.
    /// Returns at once while running, or when the pace allows; while paused, waits for resume(), runSteps() or a stop.
    /// false: stop was requested. onPause is called once when it is about to wait.
    bool mayContinue(std::stop_token stop, const auto& onPause);
    /// The rate set since the last call, if any.
    std::optional<float> takeLearningRate();

private:
    using Clock = std::chrono::steady_clock;

    bool tryEnter();
    /// Waits until the pace allows another step, or there is another command.
    void keepPace(std::stop_token stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_paused = false; // guarded by m_mutex
    std::uint64_t m_allowedSteps = 0; // guarded by m_mutex; while paused
    std::optional<float> m_learningRate; // guarded by m_mutex
    std::optional<double> m_pace; // guarded by m_mutex; steps per second
    Clock::time_point m_nextStep; // training thread
};

bool TrainingControls::mayContinue(std::stop_token stop, const auto& onPause)
{
    keepPace(stop);
    if (stop.stop_requested())
        return false;
    if (tryEnter())
        return true;
    onPause();
    std::unique_lock lock{m_mutex};
    const bool released
        = m_changed.wait(lock, stop, [this] { return !m_paused || m_allowedSteps > 0; });
    if (!released)
        return false;
    if (m_paused)
        --m_allowedSteps;
    return true;
}

} // namespace engine
