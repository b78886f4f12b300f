#pragma once

#include "app/workbench.h"

#include <QObject>

/// Watches whether the network in use can learn the data in use, and offers to change its first and last layer where that
/// would do.
class DataFit : public QObject
{
    Q_OBJECT

public:
    /// Borrowed; must outlive it.
    explicit DataFit(Workbench& workbench, QObject* parent = nullptr);

    /// What was offered: the network anew, untrained, for the data in use.
    void fit();

signals:
    /// One sentence; action: what fit() would do, empty where it cannot help.
    void misfit(const QString& sentence, const QString& action);

private:
    void check();

    Workbench& m_workbench;
};
