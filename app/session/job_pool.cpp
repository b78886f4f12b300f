#include "app/session/job_pool.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>

#include <sys/resource.h>

using namespace std::chrono_literals;

struct JobPool::Shared
{
    struct Line
    {
        std::deque<std::shared_ptr<JobTask>> tasks;
        std::size_t idle = 0; ///< threads that wait for one
    };

    std::mutex mutex;
    std::condition_variable wake; // of idle threads
    std::condition_variable ended; // a thread has
    std::array<Line, 3> lines; // guarded by mutex, as is all below
    std::size_t alive = 0; // threads
    bool isClosing = false;
};

namespace {

/// Two, so that what does not look at its stop token soon holds up nothing that is new. What must be done is done in order.
constexpr std::array<std::size_t, 3> mostThreads{2, 2, 1};
/// As training (app/training_session.cpp), and below it.
constexpr std::array niceness{5, 10, 5};
constexpr auto longestGoodbye = 2s;

void perform(JobTask& task)
{
    const engine::Progress progress([&task](double fraction, std::string_view phase) {
        const std::lock_guard lock(task.mutex);
        task.state.fraction = fraction;
        task.state.phase = phase;
    });
    std::exception_ptr error;
    try {
        task.work(task.stop.get_token(), progress);
    } catch (...) {
        error = std::current_exception();
    }
    task.work = nullptr;
    const std::lock_guard lock(task.mutex);
    task.state.error = std::move(error);
    task.state.isDone = true;
}

/// The threads that outlived their pool. Static objects must not go while one of them runs, so it is looked after before
/// any is destroyed: exit() calls last what was registered first.
class Leftovers
{
public:
    using Clock = std::chrono::steady_clock;

    static Leftovers& all()
    {
        static auto* const object = new Leftovers; // never destroyed
        return *object;
    }

    void take(std::function<bool(Clock::time_point)> hasEndedBy, std::vector<std::thread> threads)
    {
        if (threads.empty())
            return;
        if (!std::exchange(m_isRegistered, true))
            on_exit(atExit, nullptr);
        joinBy(Clock::now()); // those of an earlier window
        m_groups.push_back({std::move(hasEndedBy), std::move(threads)});
    }

private:
    struct Group
    {
        std::function<bool(Clock::time_point)> hasEndedBy;
        std::vector<std::thread> threads;
    };

    bool joinBy(Clock::time_point deadline)
    {
        std::erase_if(m_groups, [&](Group& group) {
            if (!group.hasEndedBy(deadline))
                return false;
            for (std::thread& thread : group.threads)
                thread.join();
            return true;
        });
        return m_groups.empty();
    }

    static void atExit(int status, void*)
    {
        if (all().joinBy(Clock::now() + longestGoodbye))
            return;
        std::fflush(nullptr);
        std::_Exit(status); // the system ends them
    }

    std::vector<Group> m_groups;
    bool m_isRegistered = false;
};

} // namespace

JobPool::JobPool()
    : m_shared(std::make_shared<Shared>())
{
}

JobPool::~JobPool()
{
    std::array<std::deque<std::shared_ptr<JobTask>>, 2> dropped; // goes after the lock
    {
        const std::lock_guard lock(m_shared->mutex);
        dropped[0].swap(m_shared->lines[std::size_t(Queue::Live)].tasks);
        dropped[1].swap(m_shared->lines[std::size_t(Queue::Long)].tasks);
        m_shared->isClosing = true;
    }
    m_shared->wake.notify_all();
    for (std::thread& thread : m_threads[std::size_t(Queue::Must)])
        thread.join();
    std::vector<std::thread> others;
    for (const Queue queue : {Queue::Live, Queue::Long})
        std::ranges::move(m_threads[std::size_t(queue)], std::back_inserter(others));
    Leftovers::all().take(
        [shared = m_shared](Leftovers::Clock::time_point deadline) {
            std::unique_lock lock(shared->mutex);
            return shared->ended.wait_until(lock, deadline, [&] { return shared->alive == 0; });
        },
        std::move(others));
}

void JobPool::add(Queue queue, std::shared_ptr<JobTask> task)
{
    const auto index = std::size_t(queue);
    bool needsThread = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        Shared::Line& line = m_shared->lines[index];
        line.tasks.push_back(std::move(task));
        needsThread = line.idle < line.tasks.size() && m_threads[index].size() < mostThreads[index];
        m_shared->alive += needsThread ? 1 : 0;
    }
    if (needsThread)
        m_threads[index].emplace_back(work, m_shared, queue);
    else
        m_shared->wake.notify_all();
}

void JobPool::drop(Queue queue, const std::shared_ptr<JobTask>& task)
{
    task->stop.request_stop();
    const std::lock_guard lock(m_shared->mutex);
    std::erase(m_shared->lines[std::size_t(queue)].tasks, task);
}

void JobPool::work(const std::shared_ptr<Shared>& shared, Queue queue)
{
    setpriority(PRIO_PROCESS, 0, niceness[std::size_t(queue)]); // on Linux: of this thread and of those that it starts
    Shared::Line& line = shared->lines[std::size_t(queue)];
    std::unique_lock lock(shared->mutex);
    while (true) {
        ++line.idle;
        shared->wake.wait(lock, [&] { return shared->isClosing || !line.tasks.empty(); });
        --line.idle;
        if (line.tasks.empty())
            break;
        auto task = std::move(line.tasks.front());
        line.tasks.pop_front();
        lock.unlock();
        perform(*task);
        task.reset();
        lock.lock();
    }
    --shared->alive;
    shared->ended.notify_all();
}
