#include "ui/pad/crop_frame.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace {

constexpr double keyStep = 0.02;
constexpr double smallestCrop = 0.01;

QPointF cropDirectionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    case Qt::Key_Down:
        return {0, 1};
    default:
        return {};
    }
}

QPointF within(const QPointF& place)
{
    return {std::clamp(place.x(), 0.0, 1.0), std::clamp(place.y(), 0.0, 1.0)};
}

QRectF movedInside(const QRectF& area, const QPointF& by)
{
    return area.translated(std::clamp(by.x(), -area.left(), 1 - area.right()),
                           std::clamp(by.y(), -area.top(), 1 - area.bottom()));
}

/// Some width and height, on whichever side of where it began.
QRectF cropBetween(const QPointF& a, const QPointF& b)
{
    QRectF area = QRectF(a, b).normalized();
    area.setWidth(std::max(area.width(), smallestCrop));
    area.setHeight(std::max(area.height(), smallestCrop));
    return movedInside(area, {0, 0});
}

} // namespace

void CropFrame::set(const QRectF& area, bool isChosen)
{
    m_area = area;
    m_isChosen = isChosen;
}

CropFrame::Grip CropFrame::gripAt(const QPointF& place, const QSizeF& reach) const
{
    const QRectF near = m_area.adjusted(-reach.width(), -reach.height(), reach.width(), reach.height());
    Grip grip;
    if (!hasGrips() || !near.contains(place))
        return grip;
    // Of two edges that are both near, as of a small frame, the nearer.
    const auto nearer = [](double a, double b, double most) {
        return std::abs(a) <= most && std::abs(a) <= std::abs(b);
    };
    const double left = place.x() - m_area.left(), right = place.x() - m_area.right();
    const double top = place.y() - m_area.top(), bottom = place.y() - m_area.bottom();
    grip.edges.setFlag(Qt::LeftEdge, nearer(left, right, reach.width()));
    grip.edges.setFlag(Qt::RightEdge, !(grip.edges & Qt::LeftEdge) && nearer(right, left, reach.width()));
    grip.edges.setFlag(Qt::TopEdge, nearer(top, bottom, reach.height()));
    grip.edges.setFlag(Qt::BottomEdge, !(grip.edges & Qt::TopEdge) && nearer(bottom, top, reach.height()));
    grip.isWhole = !grip.edges && m_isChosen && m_area.contains(place);
    return grip;
}

void CropFrame::press(const QPointF& place, const QSizeF& reach)
{
    m_grip = gripAt(place, reach);
    m_before = m_area;
    m_pressed = within(place);
}

void CropFrame::dragTo(const QPointF& place)
{
    const QPointF by = place - m_pressed;
    m_isChosen = true;
    if (m_grip.isWhole) {
        m_area = movedInside(m_before, by);
        return;
    }
    if (!m_grip.edges) {
        m_area = cropBetween(m_pressed, within(place));
        return;
    }
    QPointF from = m_before.topLeft(), to = m_before.bottomRight();
    if (m_grip.edges & Qt::LeftEdge)
        from.rx() += by.x();
    if (m_grip.edges & Qt::RightEdge)
        to.rx() += by.x();
    if (m_grip.edges & Qt::TopEdge)
        from.ry() += by.y();
    if (m_grip.edges & Qt::BottomEdge)
        to.ry() += by.y();
    m_area = cropBetween(within(from), within(to));
}

bool CropFrame::wants(const QKeyEvent& key) const
{
    const bool isPlain = !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    return isPlain && (!cropDirectionOf(key.key()).isNull() || (key.key() == Qt::Key_Escape && m_isChosen));
}

CropFrame::Order CropFrame::press(const QKeyEvent& key)
{
    if (!wants(key))
        return Order::None;
    if (key.key() == Qt::Key_Escape)
        return Order::Reset;
    const QPointF by = cropDirectionOf(key.key()) * keyStep;
    const QRectF before = m_area;
    if (key.modifiers() & Qt::ShiftModifier) {
        const QPointF corner = m_area.topLeft() + QPointF(smallestCrop, smallestCrop);
        const QPointF wanted = m_area.bottomRight() + by;
        m_area.setBottomRight(within({std::max(wanted.x(), corner.x()), std::max(wanted.y(), corner.y())}));
    } else {
        m_area = movedInside(m_area, by);
    }
    if (m_area == before)
        return Order::None;
    m_isChosen = true;
    return Order::Change;
}
