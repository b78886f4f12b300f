#pragma once

#include "engine/progress.h"

#include <array>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

/// One piece of work, shared by the thread that ordered it and the one that does it.
struct JobTask
{
    struct State
    {
        std::optional<double> fraction; ///< none was reported yet
        std::string phase;
        bool isDone = false;
        std::exception_ptr error; ///< why it failed; with isDone only
    };

    std::function<void(const std::stop_token&, const engine::Progress&)> work; ///< the worker's, once it has begun
    std::stop_source stop;
    std::mutex mutex;
    State state; // guarded by mutex
};

/// The threads behind Jobs: no Qt. Each queue has threads of its own, started when first needed, so that nothing live waits
/// for something long, and no writing for either.
class JobPool
{
public:
    enum class Queue
    {
        Live, ///< somebody watches the screen for it: well under a second. As urgent as training
        Long, ///< gives way to training
        Must, ///< is finished whatever happens, one after the other, in order
    };

    JobPool();
    /// Finishes what must be finished. What else is under way is told to stop and not waited for: its thread, which shares
    /// nothing with this object, is joined when the process ends; a process waits at most two seconds for that.
    ~JobPool();
    JobPool(const JobPool&) = delete;
    JobPool& operator=(const JobPool&) = delete;

    void add(Queue queue, std::shared_ptr<JobTask> task);
    /// Tells it to stop, or never begins it.
    void drop(Queue queue, const std::shared_ptr<JobTask>& task);

private:
    struct Shared;

    /// A thread's life.
    static void work(const std::shared_ptr<Shared>& shared, Queue queue);

    std::shared_ptr<Shared> m_shared;
    std::array<std::vector<std::thread>, 3> m_threads; ///< by queue
};
