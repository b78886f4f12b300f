#pragma once

#include <cstddef>
#include <memory>

namespace engine {

class CoreYield;

/// Threads that run the numbered parts of one job side by side. The caller takes part as worker 0.
class ThreadPool
{
public:
    /// workers >= 1, the caller included; 0 means one for each core that this process may use. coreYield: while a core
    /// is requested the last worker rests, unless it is the only one. Must outlive the pool.
    explicit ThreadPool(std::size_t workers, const CoreYield* coreYield = nullptr);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    std::size_t size() const;

    /// Calls work(part, worker) once for every part in [0, parts); returns when all are done. A worker begins with its share of
    /// them, in order, and helps the others then: results must not depend on which worker took which part. The first exception
    /// is rethrown here.
    template<typename Work>
    void run(std::size_t parts, const Work& work)
    {
        runParts(parts, &work, [](const void* context, std::size_t part, std::size_t worker) {
            (*static_cast<const Work*>(context))(part, worker);
        });
    }

private:
    using Call = void (*)(const void* context, std::size_t part, std::size_t worker);
    void runParts(std::size_t parts, const void* context, Call call);

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace engine
