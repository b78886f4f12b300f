#pragma once

#include <cstddef>
#include <memory>

namespace engine {

class CoreLoan;

/// Threads that run the numbered parts of one job side by side. The caller takes part as lane 0.
class ThreadPool
{
public:
    /// lanes >= 1, the caller included; 0 means one for each core that this process may use.
    /// loan: while it is taken the last lane rests, unless it is the only one. Must outlive the pool.
    explicit ThreadPool(std::size_t lanes, const CoreLoan* loan = nullptr);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    std::size_t size() const;

    /// Calls work(part, lane) once for every part in [0, parts); returns when all are done. A lane begins with its share of
    /// them, in order, and helps the others then: results must not depend on which lane took which part. The first exception
    /// is rethrown here.
    template<typename Work>
    void run(std::size_t parts, const Work& work)
    {
        runParts(parts, &work, [](const void* context, std::size_t part, std::size_t lane) {
            (*static_cast<const Work*>(context))(part, lane);
        });
    }

private:
    using Call = void (*)(const void* context, std::size_t part, std::size_t lane);
    void runParts(std::size_t parts, const void* context, Call call);

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace engine
