#pragma once

#include "app/cli/console.h"
#include "app/cli/interruption.h"

#include "engine/progress.h"

#include <chrono>
#include <stop_token>

namespace cli {

/// Tells on err how far an analysis is, and ends it early on Ctrl-C. One at a time.
class LongAnalysis
{
public:
    explicit LongAnalysis(const Console& console);
    LongAnalysis(const LongAnalysis&) = delete;
    LongAnalysis& operator=(const LongAnalysis&) = delete;

    std::stop_token stop() const { return m_stop.get_token(); }
    const engine::Progress& progress() const { return m_progress; }
    /// Once it has returned: takes the progress away. The exit status of a command that does no more: 0, or 128 + the
    /// signal that ended it.
    int end();

private:
    using Clock = std::chrono::steady_clock;

    void show(double fraction);

    const Console& m_console;
    Interruption m_interruption;
    std::stop_source m_stop;
    engine::Progress m_progress;
    Clock::time_point m_last = Clock::now();
    bool m_isShown = false;
};

} // namespace cli
