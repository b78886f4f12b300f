#pragma once

#include <atomic>

namespace engine {

/// Asks a training run to yield a core for a moment, such as to a window that paints. Without it a busy machine takes
/// the core from a thread in the middle of its part of a batch, and all others wait for that part; with it, one thread
/// rests between two parts and the others go on. The results stay the same, bit for bit. Any thread may call.
class CoreYield
{
public:
    void request() { m_requested = true; }
    void release() { m_requested = false; }
    bool isRequested() const { return m_requested; }

private:
    std::atomic<bool> m_requested{false};
};

} // namespace engine
