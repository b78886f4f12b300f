#pragma once

#include <QFont>

#include <vector>

class CurveHistory;
class CurvePanel;
class QCPAbstractItem;
class QCPItemText;
class QCPItemTracer;
class QCustomPlot;

/// What is marked on the curves and is no curve: the best accuracy, of how many digits the first point is, what was changed by
/// hand, and why the lower plot may be empty.
class CurveMarks
{
public:
    /// The plot owns what is drawn. The panels must live longer.
    CurveMarks(QCustomPlot* plot, const CurvePanel& loss, const CurvePanel& accuracy);

    /// Before the plot is drawn.
    void show(const CurveHistory& history);
    void applyTheme(const QFont& small, const QFont& usual);

private:
    void placeBest(const CurveHistory& history);
    void placeFirstLook(const CurveHistory& history);
    void placeEvents(const CurveHistory& history);
    void clearEvents();

    QCustomPlot* m_plot;
    const CurvePanel& m_loss;
    const CurvePanel& m_accuracy;
    QCPItemTracer* m_best;
    QCPItemText* m_bestText;
    QCPItemText* m_firstLookText;
    QCPItemText* m_noAccuracy;
    std::vector<QCPAbstractItem*> m_events; ///< three for each: two lines and a text
};
