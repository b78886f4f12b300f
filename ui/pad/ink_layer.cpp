#include "ui/pad/ink_layer.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace {

QPointF pointOf(const engine::PenPoint& point)
{
    return {double(point.x), double(point.y)};
}

QPointF middle(const InkStroke& stroke, std::size_t segment)
{
    return (pointOf(stroke.points[segment]) + pointOf(stroke.points[segment + 1])) / 2;
}

QPen penOf(const QColor& colour, float width)
{
    return QPen(colour, double(width), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

/// Quadratic curves through the middles of the segments, with the pen's points as controls: smooth, and no point of the
/// pen is moved in what is stored.
QPainterPath curveAt(const InkStroke& stroke, std::size_t point)
{
    if (point == 0) {
        QPainterPath path(pointOf(stroke.points[0]));
        path.lineTo(middle(stroke, 0));
        return path;
    }
    QPainterPath path(middle(stroke, point - 1));
    path.quadTo(pointOf(stroke.points[point]), middle(stroke, point));
    return path;
}

} // namespace

void InkLayer::reset(int pixelsPerCell, const QColor& colour, int columns)
{
    m_pixelsPerCell = pixelsPerCell;
    m_colour = colour;
    const QSize size(pixelsPerCell * columns, pixelsPerCell * padCells);
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
}

void InkLayer::prepare(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(m_pixelsPerCell, m_pixelsPerCell);
}

void InkLayer::draw(const InkStroke& stroke)
{
    QPainter painter(&m_image);
    prepare(painter);
    for (std::size_t point = 0; point + 1 < stroke.points.size(); ++point)
        painter.strokePath(curveAt(stroke, point), penOf(m_colour, stroke.widths[point]));
    paintTail(painter, stroke);
}

void InkLayer::extend(const InkStroke& stroke)
{
    if (stroke.points.size() < 2)
        return;
    QPainter painter(&m_image);
    prepare(painter);
    const std::size_t point = stroke.points.size() - 2;
    painter.strokePath(curveAt(stroke, point), penOf(m_colour, stroke.widths[point]));
}

void InkLayer::finish(const InkStroke& stroke)
{
    QPainter painter(&m_image);
    prepare(painter);
    paintTail(painter, stroke);
}

void InkLayer::paintTail(QPainter& painter, const InkStroke& stroke) const
{
    const QPointF last = pointOf(stroke.points.back());
    painter.setPen(penOf(m_colour, stroke.widths.back()));
    if (stroke.points.size() == 1)
        painter.drawPoint(last);
    else
        painter.drawLine(middle(stroke, stroke.points.size() - 2), last);
}

std::array<std::uint8_t, padCells * padCells> InkLayer::coverage() const
{
    std::array<std::uint8_t, padCells * padCells> cells{};
    std::array<int, padCells> sums{};
    const int area = m_pixelsPerCell * m_pixelsPerCell;
    for (int row = 0; row < padCells; ++row) {
        sums.fill(0);
        for (int y = row * m_pixelsPerCell; y < (row + 1) * m_pixelsPerCell; ++y) {
            const auto* pixel = reinterpret_cast<const QRgb*>(m_image.constScanLine(y));
            for (int& sum : sums)
                for (int x = 0; x < m_pixelsPerCell; ++x)
                    sum += qAlpha(*pixel++);
        }
        std::transform(sums.begin(), sums.end(), cells.begin() + row * padCells,
            [area](int sum) { return std::uint8_t((sum + area / 2) / area); });
    }
    return cells;
}

QRectF tailBounds(const InkStroke& stroke)
{
    const std::size_t first = stroke.points.size() - std::min<std::size_t>(stroke.points.size(), 3);
    QPolygonF points;
    for (std::size_t point = first; point < stroke.points.size(); ++point)
        points << pointOf(stroke.points[point]);
    const float width = *std::max_element(stroke.widths.begin() + std::ptrdiff_t(first), stroke.widths.end());
    const double margin = double(width) / 2 + 0.5;
    return points.boundingRect().adjusted(-margin, -margin, margin, margin);
}
