#pragma once

#include "app/views/activations/histogram.h"

#include "ui/charts/locked_scale.h"
#include "ui/style/theme.h"

#include <QString>
#include <QWidget>

#include <utility>

class QPainter;

/// A histogram as bars over an axis with numbers. Zero is a line of its own; the numbers that are exactly 0 are one bar
/// there, cut short where it would leave the others flat. Heights keep their scale until bars outgrow it or lie far
/// below.
class HistogramChart : public QWidget
{
    Q_OBJECT

public:
    explicit HistogramChart(QWidget* parent = nullptr);

    void setHistogram(const Histogram& histogram);
    const Histogram& histogram() const { return m_histogram; }
    /// What is tinted: below the first, above the second number.
    void setTinted(double below, double above);
    /// What the axes count: "activation", "units".
    void setAxes(const QString& numbers, const QString& counts);
    /// The next histogram sets the heights anew.
    void releaseScale() { m_scale.release(); }

    QRectF barRect(int bin) const;
    QRectF zeroRect() const;
    bool isZeroCut() const;

    QSize sizeHint() const override { return {scaled(480), scaled(300)}; }
    QSize minimumSizeHint() const override { return {scaled(220), scaled(140)}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Where the bars stand.
    QRectF area() const;
    double top() const;
    double across(double value) const;
    double height(double count) const;
    QString textAt(const QPointF& position) const;
    void paintGround(QPainter& painter) const;
    void paintBars(QPainter& painter) const;
    void paintAcross(QPainter& painter) const;
    void paintUpwards(QPainter& painter) const;
    void paintZeros(QPainter& painter) const;

    Histogram m_histogram;
    std::pair<double, double> m_tinted;
    QString m_numbers;
    QString m_counts;
    LockedScale m_scale; ///< of the counts
};
