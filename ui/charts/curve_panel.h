#pragma once

#include "ui/charts/curve_history.h"
#include "ui/charts/curve_readout.h"

#include <array>
#include <vector>

class QCPAxis;
class QCPAxisRect;
class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;

/// What of a record a panel shows, and on which scale.
struct CurveQuantity
{
    QString label; ///< of the axis
    QString errorLabel{}; ///< while it shows the error
    bool isPercent = false; ///< a share, shown times 100
    const CurveHistory::BatchCurve& (CurveHistory::*batches)() const = nullptr;
    float engine::EvaluationRecord::*train = nullptr;
    float engine::EvaluationRecord::*validation = nullptr;
    float engine::EvaluationRecord::*test = nullptr;
    float engine::FirstLook::*firstLook = nullptr; ///< of the test set too
};

/// One of the two plots of a CurvePlot: its axes, curves, crosshair and event lines.
class CurvePanel
{
public:
    /// Beneath the panels that the plot has; lives as long as the plot.
    CurvePanel(QCustomPlot* plot, const CurveQuantity& quantity);

    QCPAxisRect* rect() const { return m_rect; }
    QCPAxis* x() const;
    QCPAxis* y() const;

    void setLogarithmic(bool logarithmic);
    /// Of a share: what is lacking to 100 %, on a logarithmic scale.
    void setError(bool isError);
    /// As the axis counts it: a share times 100, or its error.
    double shown(float value) const;
    void applyTheme(const QFont& font);
    /// Fits the vertical axis to the right half of the visible steps alone.
    void setDetailed(bool detailed) { m_isDetailed = detailed; }
    /// Gives the curves what can be told apart in the visible steps, and fits the vertical axis to it. A value far beyond the
    /// others leaves the frame, and so does the beginning of a detailed plot; a mark at the edge tells of it.
    void show(const CurveHistory& history) const;
    /// The steps of the marks.
    std::vector<double> marks() const;
    void moveCrosshair(std::optional<double> step) const;
    QCPItemStraightLine* addVerticalLine() const;

private:
    QCPGraph* graph(Curve curve) const { return m_graphs[std::size_t(curve)]; }
    void showBatches(Curve curve, const MinMaxPyramid& numbers, const CurveHistory& history) const;
    void showEvaluations(const CurveHistory& history) const;
    void showFirstLook(const CurveHistory& history) const;
    void fitValues() const;
    void placeMarks() const;

    QCustomPlot* m_plot = nullptr;
    QCPAxisRect* m_rect = nullptr;
    std::array<QCPGraph*, curveCount> m_graphs{}; ///< by Curve
    QCPGraph* m_firstLook = nullptr;
    QCPGraph* m_above = nullptr; ///< marks of values beyond the frame
    QCPGraph* m_below = nullptr;
    QCPItemStraightLine* m_crosshair = nullptr;
    bool m_isDetailed = false;
    bool m_isError = false;
    CurveQuantity m_quantity;
};
