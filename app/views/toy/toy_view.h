#pragma once

#include "app/views/toy/toy_plane.h"
#include "app/views/view.h"
#include "ui/charts/locked_scale.h"

#include <optional>
#include <vector>

class ToyPanel;

/// How a network that reads points cuts the plane, while it learns.
class ToyView : public View
{
    Q_OBJECT

public:
    explicit ToyView(const Context& context);
    /// See ViewInfo.
    static QString help();

    QWidget* widget() override;
    void refresh(Inspection::Changes what) override;

private:
    void connectPanel();
    void start();
    void showNetwork();
    void showWeights();
    void showPoints();
    void showUnits();
    void markUnit();

    Context m_context;
    ToyPanel* m_panel;
    std::optional<ToyPlane> m_plane; ///< nothing while the network reads no points, or has none
    std::vector<LockedScale> m_scales; ///< a hidden layer each
};
