#include "engine/train/thread_pool.h"

#include "engine/train/core_loan.h"

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

/// Far shorter than what a core is lent for, and far longer than looking whether it is back.
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
    /// Parts that are one lane's own as long as it keeps up. From one job to the next they are the same, so that what a lane
    /// has written lies in its core's cache when it comes back to it; the others take from its end what it does not get to.
    struct alignas(64) Queue // a cache line: the lanes count without disturbing each other
    {
        std::atomic<std::size_t> next{0};
        std::size_t end = 0;
    };

    std::size_t lanes = 1;
    int spins = 0;
    const CoreLoan* loan = nullptr;
    // The job: written by run() while every worker that takes part waits, published by announced.
    const void* context = nullptr;
    Call call = nullptr;
    std::size_t parts = 0;
    std::vector<Queue> queues; ///< one for each lane
    std::atomic<std::uint64_t> announced{0}; // 2 * number of the job, + 1 when the last lane takes no part
    std::atomic<std::size_t> working{0};
    std::mutex errorMutex;
    std::exception_ptr error; // guarded by errorMutex
    std::atomic<bool> stopping{false};
    std::vector<std::jthread> workers; // last: joined before the rest goes

    bool isLastLane(std::size_t lane) const { return lane + 1 == lanes; }
    bool isLent() const { return loan && loan->isTaken(); }

    void takeParts(std::size_t lane)
    {
        const bool mayRest = lane > 0 && isLastLane(lane);
        try {
            for (std::size_t offset = 0; offset < lanes; ++offset)
                takeFrom(queues[(lane + offset) % lanes], lane, mayRest);
        } catch (...) {
            const std::lock_guard lock{errorMutex};
            if (!error)
                error = std::current_exception();
        }
    }

    void takeFrom(Queue& queue, std::size_t lane, bool mayRest)
    {
        while (queue.next.load(std::memory_order_relaxed) < queue.end && !(mayRest && isLent())) {
            const std::size_t part = queue.next++;
            if (part < queue.end) {
                call(context, part, lane);
            }
        }
    }

    void deal()
    {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            queues[lane].next = lane * parts / lanes;
            queues[lane].end = (lane + 1) * parts / lanes;
        }
    }

    /// Tells the workers of a new job.
    void announce()
    {
        const bool lastRests = isLent();
        working = lanes - (lastRests ? 2 : 1);
        announced = (announced / 2 + 1) * 2 + (lastRests ? 1 : 0);
        announced.notify_all();
    }

    void work(std::size_t lane)
    {
        for (std::uint64_t seen = 0;;) {
            awaitChange(announced, seen, spins);
            seen = announced.load(std::memory_order_acquire);
            if (stopping)
                return;
            if (isLastLane(lane) && seen % 2 == 1) {
                while (loan->isTaken() && !stopping)
                    std::this_thread::sleep_for(restSlice);
                continue;
            }
            takeParts(lane);
            if (working.fetch_sub(1) == 1)
                working.notify_one();
        }
    }
};

ThreadPool::ThreadPool(std::size_t lanes, const CoreLoan* loan)
    : m_state(std::make_unique<State>())
{
    const std::size_t cores = usableCores();
    m_state->lanes = lanes == 0 ? cores : lanes;
    m_state->queues = std::vector<State::Queue>(m_state->lanes);
    m_state->loan = m_state->lanes > 1 ? loan : nullptr;
    m_state->spins = m_state->lanes <= cores ? 4'000 : 0; // with more threads than cores, looking steals from working
    for (std::size_t lane = 1; lane < m_state->lanes; ++lane)
        m_state->workers.emplace_back([state = m_state.get(), lane] { state->work(lane); });
}

ThreadPool::~ThreadPool()
{
    m_state->stopping = true;
    m_state->announced += 2;
    m_state->announced.notify_all();
}

std::size_t ThreadPool::size() const
{
    return m_state->lanes;
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
