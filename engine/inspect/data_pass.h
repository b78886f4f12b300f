#pragma once

#include "engine/progress.h"
#include "engine/tensor/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <stop_token>

namespace engine {

/// The samples of a data set in parts of a few that go through a network together, side by side on all cores.
class DataPass
{
public:
    /// As many as Predictor::forMany() and the trainer's evaluations take together, so that all of them find the same
    /// bits.
    static constexpr std::size_t samplesAtOnce = 32;

    struct Part
    {
        std::size_t first = 0;
        std::size_t count = 0;
        std::size_t worker = 0; ///< [0, workers()): who has memory of its own

        std::size_t number() const { return first / samplesAtOnce; }
    };

    explicit DataPass(std::size_t threads = 0) : m_pool(threads) {}

    std::size_t workers() const { return m_pool.size(); }
    static std::size_t parts(std::size_t samples) { return (samples + samplesAtOnce - 1) / samplesAtOnce; }

    /// Calls look(part) for all of them, in no order. False where stop was requested before all were done.
    bool run(std::size_t samples, const std::stop_token& stop, const Progress& progress, const auto& look)
    {
        std::mutex mutex;
        std::size_t done = 0; // guarded by mutex
        std::atomic<bool> isCut{false};
        m_pool.run(parts(samples), [&](std::size_t part, std::size_t worker) {
            if (isCut || stop.stop_requested()) {
                isCut = true;
                return;
            }
            const std::size_t first = part * samplesAtOnce;
            look(Part{first, std::min(samplesAtOnce, samples - first), worker});
            const std::lock_guard lock(mutex);
            progress.report(double(++done) / double(parts(samples)));
        });
        return !isCut && !stop.stop_requested();
    }

private:
    ThreadPool m_pool;
};

} // namespace engine
