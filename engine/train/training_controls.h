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
/// them between two steps, and between two parts of an evaluation.
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
    /// Takes a step: at once while running, or when the pace allows; while paused, waits as waitWhilePaused() does.
    /// false: stop was requested.
    bool mayContinue(std::stop_token stop, const auto& onPause, const auto& whilePaused);
    bool mayContinue(std::stop_token stop, const auto& onPause) { return mayContinue(stop, onPause, noWork); }
    /// Returns at once while running or while there are steps to make; else waits for resume(), runSteps() or a stop.
    /// false: stop was requested. onPause is called once when it is about to wait. While it waits after the last of the
    /// steps that were asked for, it calls whilePaused again and again, until that says that there is no more to do; a
    /// pause that a person asked for leaves the machine at rest.
    bool waitWhilePaused(std::stop_token stop, const auto& onPause, const auto& whilePaused);
    bool waitWhilePaused(std::stop_token stop, const auto& onPause) { return waitWhilePaused(stop, onPause, noWork); }
    /// Whether a person waits for what a long piece of work has to make way for: a pause or, where steps go first,
    /// steps that were asked for since the last one began. Any thread.
    bool interrupts(bool stepsGoFirst) const;
    /// Whether there are steps to make while paused.
    bool hasSteps() const;
    /// The rate set since the last call, if any.
    std::optional<float> takeLearningRate();

private:
    using Clock = std::chrono::steady_clock;

    static bool noWork() { return false; }
    // With m_mutex held.
    bool isWaiting() const { return m_paused && m_allowedSteps == 0; }
    /// Takes in the commands that came so far: whether they tell to wait.
    bool mustWait()
    {
        m_isUnanswered = false;
        return isWaiting();
    }

    bool tryEnter();
    /// Waits until the pace allows another step, or there is another command.
    void keepPace(std::stop_token stop);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_paused = false; // guarded by m_mutex
    bool m_isAtRest = false; // guarded by m_mutex; paused by pause(), which was the last command
    bool m_isUnanswered = false; // guarded by m_mutex; pause() or runSteps() came since the last step or wait
    std::uint64_t m_allowedSteps = 0; // guarded by m_mutex; while paused
    std::optional<float> m_learningRate; // guarded by m_mutex
    std::optional<double> m_pace; // guarded by m_mutex; steps per second
    Clock::time_point m_nextStep; // training thread
};

bool TrainingControls::mayContinue(std::stop_token stop, const auto& onPause, const auto& whilePaused)
{
    keepPace(stop);
    while (!stop.stop_requested()) {
        if (tryEnter())
            return true;
        if (!waitWhilePaused(stop, onPause, whilePaused))
            return false;
    }
    return false;
}

bool TrainingControls::waitWhilePaused(std::stop_token stop, const auto& onPause, const auto& whilePaused)
{
    if (stop.stop_requested())
        return false;
    {
        const std::lock_guard lock{m_mutex};
        if (!mustWait())
            return true;
    }
    onPause();
    for (bool isMore = true; !stop.stop_requested();) {
        std::unique_lock lock{m_mutex};
        if (!mustWait())
            return true;
        if (isMore && !m_isAtRest) {
            lock.unlock();
            isMore = whilePaused();
            continue;
        }
        m_changed.wait(lock, stop, [&] { return !isWaiting() || (isMore && !m_isAtRest); });
    }
    return false;
}

} // namespace engine
