// Mouse, finger and stylus on the pad: what they draw, erase or mean.
#include "ui/pad/digit_pad.h"

#include "ui/pad/segment_clip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QTabletEvent>

namespace {

/// Half the width without pressure to speak of, one and a half times at full pressure.
float pressedWidth(float width, float pressure)
{
    return width * (0.5f + pressure);
}

constexpr float mousePressure = 0.5f; ///< leaves the width as it is

} // namespace

void DigitPad::mousePressEvent(QMouseEvent* event)
{
    const bool isErasing = event->button() == Qt::RightButton || m_tool == Tool::Eraser;
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton)
        beginGesture(isErasing ? Tool::Eraser : Tool::Pen, event->button(), event->position(), mousePressure);
}

void DigitPad::mouseMoveEvent(QMouseEvent* event)
{
    continueGesture(event->position(), mousePressure);
}

void DigitPad::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != m_gestureButton)
        return;
    continueGesture(event->position(), mousePressure);
    endGesture();
}

// The keyboard.

QPointF DigitPad::keyPenPosition() const
{
    return m_geometry.topLeft + m_keyPen.position() * m_geometry.cell;
}

bool DigitPad::event(QEvent* event)
{
    // While the keyboard draws, its keys are no shortcuts: else the arrows would choose another sample.
    if (event->type() == QEvent::ShortcutOverride && m_keyPen.wants(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void DigitPad::keyPressEvent(QKeyEvent* event)
{
    if (!m_keyPen.isInUse() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        hideSample();
        m_keyPen.takeUp(m_columns);
        update();
        return;
    }
    switch (m_keyPen.press(*event, m_columns)) {
    case KeyPen::Order::None:
        QWidget::keyPressEvent(event);
        return;
    case KeyPen::Order::SetDown:
        beginGesture(m_tool, Qt::NoButton, keyPenPosition(), mousePressure);
        break;
    case KeyPen::Order::Move:
        continueGesture(keyPenPosition(), mousePressure);
        break;
    case KeyPen::Order::Lift:
    case KeyPen::Order::PutAway:
        endGesture();
        break;
    }
    update();
}

void DigitPad::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    if (!m_keyPen.isInUse())
        return;
    endGesture();
    m_keyPen.putAway();
    update();
}

void DigitPad::tabletEvent(QTabletEvent* event)
{
    const bool feelsPressure = event->pointingDevice()->capabilities().testFlag(QInputDevice::Capability::Pressure);
    const float pressure = feelsPressure ? float(event->pressure()) : mousePressure;
    const bool isErasing = event->pointerType() == QPointingDevice::PointerType::Eraser
        || event->button() == Qt::RightButton || m_tool == Tool::Eraser;
    if (event->type() == QEvent::TabletPress) {
        beginGesture(isErasing ? Tool::Eraser : Tool::Pen, event->button(), event->position(), pressure);
    } else if (event->type() == QEvent::TabletMove) {
        continueGesture(event->position(), pressure);
    } else if (event->type() == QEvent::TabletRelease && event->button() == m_gestureButton) {
        // Pens report no pressure as they lift: that must not thin the end.
        endGesture();
    }
    event->accept();
}

void DigitPad::beginGesture(Tool tool, Qt::MouseButton button, const QPointF& position, float pressure)
{
    if (m_lastPoint)
        return;
    hideSample(); // whoever draws wants to see the drawing
    const QPointF cells = m_geometry.toCells(position);
    const engine::PenPoint point{float(cells.x()), float(cells.y())};
    m_lastPoint = point;
    m_boxesBefore = m_boxes;
    m_gestureButton = button;
    m_gestureTool = tool;
    if (tool == Tool::Eraser)
        eraseAlong({point});
    else if (clippedToPad(point, point, m_columns))
        appendPoint(point, pressure);
}

void DigitPad::continueGesture(const QPointF& position, float pressure)
{
    if (!m_lastPoint)
        return;
    const QPointF cells = m_geometry.toCells(position);
    const engine::PenPoint point{float(cells.x()), float(cells.y())};
    if (point == *m_lastPoint)
        return;
    if (m_gestureTool == Tool::Eraser)
        eraseAlong({*m_lastPoint, point});
    else
        drawTo(point, pressure);
    m_lastPoint = point;
}

void DigitPad::endGesture()
{
    if (!m_lastPoint)
        return;
    const std::optional<int> clicked = takeClickOnBox();
    closeStroke();
    m_lastPoint.reset();
    m_gestureButton = Qt::NoButton;
    commit();
    if (clicked)
        emit boxClicked(*clicked);
}

/// A click in a box means the digit that is there; the dot that it drew goes.
std::optional<int> DigitPad::takeClickOnBox()
{
    if (!m_strokeIsOpen || m_ink.back().points.size() != 1)
        return {};
    const engine::PenPoint at = m_ink.back().points.front();
    const std::optional<int> index = boxAt(m_boxesBefore, {double(at.x), double(at.y)});
    if (!index)
        return {};
    m_strokeIsOpen = false;
    Drawing rest = m_ink;
    rest.pop_back();
    showInk(rest);
    return index;
}

void DigitPad::drawTo(const engine::PenPoint& point, float pressure)
{
    const std::optional<Segment> inside = clippedToPad(*m_lastPoint, point, m_columns);
    if (!inside) {
        closeStroke();
        return;
    }
    if (inside->from != *m_lastPoint)
        closeStroke();
    if (!m_strokeIsOpen)
        appendPoint(inside->from, pressure);
    if (inside->to != inside->from)
        appendPoint(inside->to, pressure);
}

void DigitPad::appendPoint(const engine::PenPoint& point, float pressure)
{
    if (!m_strokeIsOpen) {
        m_ink.emplace_back();
        m_strokeIsOpen = true;
        if (m_ink.size() == 1)
            update(); // the hint goes
    }
    InkStroke& stroke = m_ink.back();
    stroke.points.push_back(point);
    stroke.widths.push_back(pressedWidth(m_penWidth, pressure));
    m_layer.extend(stroke);
    updateCells(tailBounds(stroke));
    emit strokesChanged();
}

void DigitPad::closeStroke()
{
    if (!m_strokeIsOpen)
        return;
    m_strokeIsOpen = false;
    m_layer.finish(m_ink.back());
    updateCells(tailBounds(m_ink.back()));
}

void DigitPad::eraseAlong(const engine::Stroke& path)
{
    Drawing left = erased(m_ink, path, eraserWidth());
    if (left != m_ink)
        showInk(left);
}
