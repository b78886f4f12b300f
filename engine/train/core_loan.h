#pragma once

#include <atomic>

namespace engine {

/// A core that a training run lends for a moment to whoever must not wait, such as a window that paints. Without it a
/// busy machine takes the core from a thread in the middle of its part of a batch, and all others wait for that part;
/// lent, one thread rests between two parts and the others go on. The results stay the same, bit for bit.
/// Any thread may call.
class CoreLoan
{
public:
    void take() { m_taken = true; }
    void giveBack() { m_taken = false; }
    bool isTaken() const { return m_taken; }

private:
    std::atomic<bool> m_taken{false};
};

} // namespace engine
