#include "app/session/watching_pace.h"

#include "app/session/runs.h"

#include <utility>

WatchingPace::WatchingPace(Runs& runs, QObject* parent)
    : QObject(parent)
    , m_runs(runs)
{
    connect(&runs.current(), &Run::replaced, this, &WatchingPace::follow);
    follow();
}

/// From one network that reads points to the next, the pace stays.
void WatchingPace::follow()
{
    const bool isForPoints = m_runs.state().readsPoints();
    if (std::exchange(m_isForPoints, isForPoints) != isForPoints)
        m_runs.current().setPace(isForPoints ? std::optional(usual) : std::nullopt);
}
