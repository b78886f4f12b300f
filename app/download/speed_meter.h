#pragma once

#include <QtGlobal>

#include <chrono>
#include <deque>
#include <optional>

/// How fast a number grows, over its last few seconds.
class SpeedMeter
{
public:
    using Time = std::chrono::milliseconds;

    /// now: since any moment; must not go back. amount: of all there is; when it falls, the measuring begins anew.
    void note(Time now, qint64 amount);
    void clear() { m_notes.clear(); }
    /// A second; nothing as long as too little time has passed to tell.
    std::optional<double> perSecond() const;

private:
    struct Note
    {
        Time at;
        qint64 amount;
    };

    std::deque<Note> m_notes; ///< oldest first
};
