#pragma once

#include "app/workbench.h"

#include <QObject>

class CurveView;
class TransportBar;

/// Keeps the transport bar and the curves true to the run, and carries the bar's orders to the workbench.
class TrainPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    TrainPresenter(TransportBar& transport, CurveView& curves, Workbench& workbench, QObject* parent = nullptr);

private:
    void connectOrders();
    void showProgress();
    void showRun();
    /// When the curves tell of other data than those that one would train on now.
    void tellOfOtherData();
    void addRecords(const engine::TrainingFeed::Update& update);

    TransportBar& m_transport;
    CurveView& m_curves;
    Workbench& m_workbench;
};
