#pragma once

#include "app/selection.h"
#include "app/toy_plane.h"
#include "ui/charts/locked_scale.h"

#include <QObject>

#include <optional>
#include <vector>

class DataFiles;
class ToyView;
class Workbench;

/// Shows how a network that reads points cuts the plane, while it learns.
class ToyPresenter : public QObject
{
    Q_OBJECT

public:
    /// All borrowed; they must outlive it.
    ToyPresenter(ToyView& view, Selection& selection, Workbench& workbench, DataFiles& data, QObject* parent = nullptr);
    ~ToyPresenter() override;

    /// Shows the newest weights, if the view is in sight.
    void showWeights();

private:
    void showNetwork();
    void showPoints();
    void showUnits();
    void markUnit();
    void markPoint();
    void start();

    ToyView& m_view;
    Selection& m_selection;
    Workbench& m_workbench;
    std::optional<ToyPlane> m_plane; ///< nothing while the network reads no points, or has none
    std::vector<LockedScale> m_scales; ///< a hidden layer each
};
