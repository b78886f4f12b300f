#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

/// Counts what another thread does, so that a test can wait for it instead of sleeping.
class EventCounter
{
public:
    void add()
    {
        {
            const std::lock_guard lock{m_mutex};
            ++m_count;
        }
        m_changed.notify_all();
    }

    int count() const
    {
        const std::lock_guard lock{m_mutex};
        return m_count;
    }

    /// false after a minute.
    bool reaches(int count) const
    {
        std::unique_lock lock{m_mutex};
        return m_changed.wait_for(lock, std::chrono::minutes(1), [&] { return m_count >= count; });
    }

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    int m_count = 0; // guarded by m_mutex
};
