#pragma once

#include <QObject>

class Runs;

/// Networks that read points learn their few points in an instant: they are slowed down, so that it can be watched, until a
/// person wants another pace. Others have none.
class WatchingPace : public QObject
{
    Q_OBJECT

public:
    /// So that XOR's two thousand steps take ten seconds.
    static constexpr double usual = 200; ///< steps a second

    /// Borrowed; it must outlive this.
    explicit WatchingPace(Runs& runs, QObject* parent = nullptr);

private:
    void follow();

    Runs& m_runs;
    bool m_isForPoints = false;
};
