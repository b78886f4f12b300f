#pragma once

#include "ui/charts/weight_pictures.h"

#include <QWidget>

#include <optional>
#include <span>
#include <vector>

class Colouring;

/// One layer's weights as small pictures in flowing rows, and its biases as a strip beneath. Paints straight
/// from the numbers, and only what is in sight.
class WeightsGrid : public QWidget
{
    Q_OBJECT

public:
    struct Look
    {
        float limit = 0; ///< of the shared scale
        bool ownScales = false; ///< each picture up to its own 99th percentile instead
        /// Whole parameters, as the weights; not empty: differences from them are shown.
        std::span<const float> reference;
    };

    explicit WeightsGrid(const WeightPictures& pictures, QWidget* parent = nullptr);

    /// The whole network's parameters, borrowed until the next call; empty: nothing to show yet.
    void setWeights(std::span<const float> parameters, const Look& look);
    /// About how wide one picture should be; cells stay squares of whole pixels.
    void setPictureWidth(int pixels);
    void setSelected(std::optional<int> unit);
    QRect pictureRect(int unit) const;
    std::optional<int> unitAt(QPoint position) const;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return pictureSize(); }

signals:
    void unitClicked(int unit);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    bool isPair() const;
    int pixelsPerCell() const;
    QSize pictureSize() const;
    int across(int width) const;
    QRect biasRect(int unit) const;
    /// Weights or their differences; memory holds them where they do not lie side by side.
    std::span<const float> shownWeights(int unit, std::vector<float>& memory) const;
    void paintNumbers(QPainter& painter, const QRect& picture, std::span<const float> weights,
                      const Colouring& colouring) const;
    void paintBiases(QPainter& painter) const;
    QString tipAt(QPoint position) const;

    WeightPictures m_pictures;
    std::span<const float> m_parameters;
    Look m_look;
    int m_pictureWidth = 56;
    std::optional<int> m_selected;
};
