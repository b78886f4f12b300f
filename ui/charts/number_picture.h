#pragma once

#include "ui/charts/colour_map.h"

#include <QImage>
#include <QWidget>

#include <vector>

/// Numbers as a square picture with a caption; several channels side by side in a grid, the units of a row in a block.
class NumberPicture : public QWidget
{
    Q_OBJECT

public:
    explicit NumberPicture(QWidget* parent = nullptr);

    /// values: [channels, rows, columns]. A single row is no picture: its numbers are those of units.
    void setNumbers(std::vector<float> values, int channels, int rows, int columns);
    /// Where a number is drawn.
    QRectF cellRect(int channel, int number) const;
    bool hasNumbers() const { return !m_values.empty(); }
    void setColours(ColourMap map, float limit);
    void setCaption(const QString& caption);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Where the channel is drawn.
    QRectF tile(int channel) const;
    QString numberAt(const QPointF& position) const;

    std::vector<float> m_values;
    int m_channels = 1;
    int m_rows = 0; ///< of a channel, as it is drawn
    int m_columns = 0;
    int m_size = 0; ///< numbers of a channel; a block may have more cells
    bool m_isBlock = false;
    ColourMap m_map = ColourMap::Signed;
    float m_limit = 0;
    QString m_caption;
};
