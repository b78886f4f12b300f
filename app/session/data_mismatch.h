#pragma once

#include "app/session/runs.h"

#include <QObject>

/// Checks whether the network in use fits the data in use, and offers to change its first and last layer where that
/// helps.
class DataMismatch : public QObject
{
    Q_OBJECT

public:
    /// Borrowed; must outlive it.
    explicit DataMismatch(Runs& runs, QObject* parent = nullptr);

    /// To be called when the data are others; found() follows where they do not fit.
    void check();
    /// Does what was offered: a new, untrained network for the data in use.
    void adaptNetwork();

signals:
    /// One sentence; action: what adaptNetwork() would do; empty where it cannot help.
    void found(const QString& sentence, const QString& action);

private:
    Runs& m_runs;
};
