#pragma once

#include <QImage>
#include <QLineF>
#include <QVector>
#include <QWidget>

#include <optional>
#include <span>
#include <vector>

/// A point of the plane that a network learns from.
struct SurfacePoint
{
    QPointF place;
    bool isOne = false; ///< its class: 1, or else 0
    bool isRight = false; ///< whether it is read as that
};

/// What a network says of every point of a square of the plane: how likely class 1 is, blue below a half, orange above,
/// the border between the two drawn in, and the points that it learns from. The pointer reads its numbers.
class SurfaceView : public QWidget
{
    Q_OBJECT

public:
    /// Both axes run from one number to the other.
    SurfaceView(double from, double to, QWidget* parent = nullptr);

    /// side × side numbers of [0, 1] at the middles of as many cells, row by row, the largest x2 first; copied.
    void setValues(std::span<const float> values);
    void setPoints(const std::vector<SurfacePoint>& points);
    /// The point that the other views show.
    void setCurrent(std::optional<std::size_t> point);

    /// Where the square is drawn.
    QRect square() const;
    /// Where a point of the plane lies on the widget.
    QPointF placeOf(QPointF point) const;
    const QVector<QLineF>& border() const { return m_border; }
    /// "x1 0.62, x2 0.31: 0.87"; nothing outside the square.
    std::optional<QString> valueAt(QPointF position) const;

    QSize sizeHint() const override { return {360, 380}; }
    QSize minimumSizeHint() const override { return {160, 180}; }

signals:
    void pointClicked(std::size_t point);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void renderImage();
    void paintAxes(QPainter& painter) const;
    void paintKey(QPainter& painter) const;
    void paintBorder(QPainter& painter) const;
    void paintPoint(QPainter& painter, std::size_t index) const;
    void paintCross(QPainter& painter, QPointF centre) const;

    double m_from;
    double m_to;
    int m_side = 0;
    std::vector<float> m_values;
    QImage m_image;
    QVector<QLineF> m_border; ///< in units of the grid; see contourLines()
    std::vector<SurfacePoint> m_points;
    std::optional<std::size_t> m_current;
    std::optional<QPointF> m_pointer;
};
