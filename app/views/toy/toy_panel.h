#pragma once

#include "ui/charts/surface_view.h"
#include "ui/charts/unit_maps.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QButtonGroup;
class QComboBox;
class QLabel;
class QStackedLayout;

/// Networks that read two numbers: how they cut the plane, what each of their units makes of it, and what they learn from.
class ToyPanel : public QWidget
{
    Q_OBJECT

public:
    /// The plane's axes run from one number to the other.
    ToyPanel(double from, double to, QWidget* parent = nullptr);

    /// Another kind of network is in use: says what the view is for.
    void showEmpty();
    void showPlane();
    /// One of "and", "or", "xor", which the network learns; empty: none of them.
    void setTable(const QString& name);
    /// "3 of 4 right: (1, 1) is read as 1"
    void setVerdict(const QString& sentence);
    /// Steps a second; nothing: as many as there can be.
    void setPace(std::optional<double> stepsPerSecond);

    SurfaceView& surface() { return *m_surface; }
    UnitMaps& units() { return *m_units; }

signals:
    void startRequested(); ///< of a network that can be shown
    void tableChosen(const QString& name);
    void paceChosen(std::optional<double> stepsPerSecond);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    QWidget* buildEmpty();
    QWidget* buildContent();
    QWidget* buildBar();

    SurfaceView* m_surface;
    UnitMaps* m_units;
    QLabel* m_verdict;
    QLabel* m_unitsHeading;
    QLabel* m_noUnits;
    QButtonGroup* m_tables;
    QComboBox* m_pace;
    QBoxLayout* m_halves = nullptr;
    QStackedLayout* m_pages;
};
