#include "ui/pad/key_pen.h"

#include "ui/pad/ink_layer.h"

#include <QKeyEvent>

#include <algorithm>

namespace {

constexpr double farStep = 4; ///< cells, with Shift

QPointF directionOf(int key)
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

} // namespace

void KeyPen::takeUp(int columns)
{
    m_position = QPointF(columns / 2.0, padCells / 2.0);
    m_isDown = false;
}

void KeyPen::putAway()
{
    m_position.reset();
    m_isDown = false;
}

bool KeyPen::wants(const QKeyEvent& key) const
{
    const bool isPlain = !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    return isInUse() && isPlain
        && (!directionOf(key.key()).isNull() || key.key() == Qt::Key_Space || key.key() == Qt::Key_Escape
            || key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter);
}

KeyPen::Order KeyPen::press(const QKeyEvent& key, int columns)
{
    if (!wants(key))
        return Order::None;
    if (const QPointF direction = directionOf(key.key()); !direction.isNull()) {
        const QPointF moved = *m_position + direction * (key.modifiers() & Qt::ShiftModifier ? farStep : 1);
        m_position = QPointF(std::clamp(moved.x(), 0.5, columns - 0.5), std::clamp(moved.y(), 0.5, padCells - 0.5));
        return Order::Move;
    }
    if (key.key() == Qt::Key_Escape) {
        putAway();
        return Order::PutAway;
    }
    m_isDown = !m_isDown;
    return m_isDown ? Order::SetDown : Order::Lift;
}
