#pragma once

#include "ui/charts/colour_map.h"

#include <QWidget>

class QPainter;

/// The key to a ColourMap: a bar of its colours, the numbers at its ends and middle, and what they mean.
class ColourLegend : public QWidget
{
    Q_OBJECT

public:
    explicit ColourLegend(ColourMap map, QWidget* parent = nullptr);

    /// limit: the number of the strongest colour.
    void setLimit(float limit);
    float limit() const { return m_limit; }
    /// "weight", "change since the start": a word or two beside the bar.
    void setMeaning(const QString& meaning);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describe();

    ColourMap m_map;
    float m_limit = 0;
    QString m_meaning;
};

/// The bar alone, least number at the left.
void paintColourBar(QPainter& painter, const QRect& bar, ColourMap map);
