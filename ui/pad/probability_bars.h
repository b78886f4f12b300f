#pragma once

#include "ui/pad/prediction.h"

#include <QWidget>

#include <deque>
#include <vector>

class Announcement;

/// A bar for each class with its recent history as a faint line, the best one marked, and the verdict in words above.
/// Where its height does not let all rows be read, they stand in two columns.
/// Never bare numbers: a blank pad, an untrained network and a doubtful prediction are said to be so, and doubtful bars
/// are grey.
class ProbabilityBars : public QWidget
{
    Q_OBJECT

public:
    explicit ProbabilityBars(QWidget* parent = nullptr);

    /// "0" to "9" at first. Long names are cut short; the tooltip has them whole. Of more classes than there is room for,
    /// the likeliest are shown, the best first.
    void setClassNames(const QStringList& names);
    /// Each prediction is one more step of the history; an empty one begins it anew.
    void setPrediction(const Prediction& prediction);
    const Prediction& prediction() const { return m_prediction; }

    /// All of it in words, for screen readers: "Looks like a 3. 3: 93.1 %, 8: 6.0 %".
    QString valueText() const;
    /// Where the bar of a row, that of the class while all are shown, is drawn at probability 1.
    QRectF barArea(std::size_t row) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QString verdictText() const; ///< as it is spoken: "Looks like a 7, 93 %"
    void measure();
    double rowHeight(std::size_t columns) const;
    std::size_t rowCount() const;
    std::size_t columnCount() const;
    /// Name, bar and percentage of a row.
    QRectF rowArea(std::size_t row) const;
    /// The class in each row, from the top.
    std::vector<std::size_t> rows() const;
    QString tipAt(const QPoint& position) const;
    void paintVerdict(QPainter& painter) const;
    void paintRow(QPainter& painter, std::size_t row, std::size_t index) const;
    void paintHistory(QPainter& painter, std::size_t index, const QRectF& area, const QRectF& bar) const;

    QStringList m_classNames;
    Prediction m_prediction;
    Verdict m_verdict;
    std::deque<std::vector<float>> m_history; ///< oldest first

    Announcement* m_announcement; ///< of the verdict, once it rests

    // Measured once for a font and a set of names, so that nothing jumps while numbers change.
    int m_nameWidth = 0;
    int m_percentWidth = 0;
    int m_verdictHeight = 0;
    QFont m_bestFont;
};
