#include "engine/tensor/thread_pool.h"

#include "engine/tensor/core_yield.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <sched.h>

namespace engine {
namespace {

std::size_t usableCores()
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (sched_getaffinity(0, sizeof cores, &cores) == 0 && CPU_COUNT(&cores) > 0)
        return std::size_t(CPU_COUNT(&cores));
    return std::max(1u, std::thread::hardware_concurrency());
}

/// Far shorter than a core is yielded for, and far longer than a look whether it still is.
constexpr std::chrono::microseconds restSlice{300};

/// One moment of looking. Now and then the core is offered to others: the thread that is waited for may be waiting for
/// this very core (a job of two empty parts on busy cores: 1.3 µs instead of 170).
void relax(int moment)
{
    if (moment % 32 == 31) {
        std::this_thread::yield();
        return;
    }
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

/// A small network's step is over in half a millisecond, and waking a sleeping thread costs a tenth of that: look for
/// some fifty microseconds whether the value changes before sleeping on it.
template<typename T>
void awaitChange(const std::atomic<T>& value, T old, int spins)
{
    for (int i = 0; i < spins; ++i) {
        if (value.load(std::memory_order_acquire) != old)
            return;
        relax(i);
    }
    value.wait(old, std::memory_order_acquire);
}

} // namespace

struct ThreadPool::State
{
    /// Parts that are one worker's own as long as it keeps up. From one job to the next they are the same, so that what a worker
    /// has written lies in its core's cache when it comes back to it; the others take from its end what it does not get to.
    struct alignas(64) Queue // a cache line: the workers count without disturbing each other
    {
        std::atomic<std::size_t> next{0};
        std::size_t end = 0;
    };

    std::size_t workers = 1;
    int spins = 0;
    const CoreYield* coreYield = nullptr;
    // The job: written by run() while every worker that takes part waits, published by announced.
    const void* context = nullptr;
    Call call = nullptr;
    std::size_t parts = 0;
    std::vector<Queue> queues; ///< one for each worker
    std::atomic<std::uint64_t> announced{0}; // 2 * number of the job, + 1 when the last worker takes no part
    std::atomic<std::size_t> working{0};
    std::mutex errorMutex;
    std::exception_ptr error; // guarded by errorMutex
    std::atomic<bool> stopping{false};
    std::vector<std::jthread> threads; // last: joined before the rest goes

    bool isLastWorker(std::size_t worker) const { return worker + 1 == workers; }
    bool isYielded() const { return coreYield && coreYield->isRequested(); }

    void takeParts(std::size_t worker)
    {
        const bool mayRest = worker > 0 && isLastWorker(worker);
        try {
            for (std::size_t offset = 0; offset < workers; ++offset)
                takeFrom(queues[(worker + offset) % workers], worker, mayRest);
        } catch (...) {
            const std::lock_guard lock{errorMutex};
            if (!error)
                error = std::current_exception();
        }
    }

    void takeFrom(Queue& queue, std::size_t worker, bool mayRest)
    {
        while (queue.next.load(std::memory_order_relaxed) < queue.end && !(mayRest && isYielded())) {
            const std::size_t part = queue.next++;
            if (part < queue.end) {
                call(context, part, worker);
            }
        }
    }

    void deal()
    {
        for (std::size_t worker = 0; worker < workers; ++worker) {
            queues[worker].next = worker * parts / workers;
            queues[worker].end = (worker + 1) * parts / workers;
        }
    }

    /// Tells the workers of a new job.
    void announce()
    {
        const bool lastRests = isYielded();
        working = workers - (lastRests ? 2 : 1);
        announced = (announced / 2 + 1) * 2 + (lastRests ? 1 : 0);
        announced.notify_all();
    }

    void work(std::size_t worker)
    {
        for (std::uint64_t seen = 0;;) {
            awaitChange(announced, seen, spins);
            seen = announced.load(std::memory_order_acquire);
            if (stopping)
                return;
            if (isLastWorker(worker) && seen % 2 == 1) {
                while (coreYield->isRequested() && !stopping)
                    std::this_thread::sleep_for(restSlice);
                continue;
            }
            takeParts(worker);
            if (working.fetch_sub(1) == 1)
                working.notify_one();
        }
    }
};

ThreadPool::ThreadPool(std::size_t workers, const CoreYield* coreYield)
    : m_state(std::make_unique<State>())
{
    const std::size_t cores = usableCores();
    m_state->workers = workers == 0 ? cores : workers;
    m_state->queues = std::vector<State::Queue>(m_state->workers);
    m_state->coreYield = m_state->workers > 1 ? coreYield : nullptr;
    m_state->spins = m_state->workers <= cores ? 4'000 : 0; // with more threads than cores, looking steals from working
    for (std::size_t worker = 1; worker < m_state->workers; ++worker)
        m_state->threads.emplace_back([state = m_state.get(), worker] { state->work(worker); });
}

ThreadPool::~ThreadPool()
{
    m_state->stopping = true;
    m_state->announced += 2;
    m_state->announced.notify_all();
}

std::size_t ThreadPool::size() const
{
    return m_state->workers;
}

void ThreadPool::runParts(std::size_t parts, const void* context, Call call)
{
    State& state = *m_state;
    if (parts <= 1) { // nothing to share: waking the others would take longer than most parts
        if (parts == 1)
            call(context, 0, 0);
        return;
    }
    state.context = context;
    state.call = call;
    state.parts = parts;
    state.deal();
    state.announce();
    state.takeParts(0);
    for (std::size_t left = state.working; left != 0; left = state.working)
        awaitChange(state.working, left, state.spins);
    if (state.error)
        std::rethrow_exception(std::exchange(state.error, nullptr));
}

} // namespace engine
