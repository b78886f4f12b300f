#include "ui/pad/digit_pad.h"

#include "ui/pad/pad_accessibility.h"
#include "ui/pad/pad_cursor.h"
#include "ui/pad/segment_clip.h"
#include "ui/style/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTabletEvent>

#include <algorithm>
#include <utility>

namespace {

constexpr double margin = 3; ///< for the frame and its focus ring
constexpr int wantedCell = 12;
constexpr int smallestCell = 8;

QSize sizeForCells(int cell)
{
    const int side = padCells * cell + 2 * int(margin);
    return {side, side};
}

constexpr int wantedWideCell = 6;
constexpr int smallestWideCell = 4;

QSize wideSizeForCells(int cell)
{
    return {DigitPad::wideColumns * cell + 2 * int(margin), padCells * cell + 2 * int(margin)};
}

/// Half the width without pressure to speak of, one and a half times at full pressure.
float pressedWidth(float width, float pressure)
{
    return width * (0.5f + pressure);
}

constexpr float mousePressure = 0.5f; ///< leaves the width as it is

} // namespace

DigitPad::DigitPad(QWidget* parent)
    : QWidget(parent)
{
    installPadAccessibility();
    setAccessibleName(tr("Drawing pad"));
    setHint(tr("Draw a digit here"));
    setAccessibleDescription(tr("Draw a digit with the mouse, a finger or a stylus. The right button erases."));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    resize(sizeHint());
    fitToWidget();
}

std::vector<engine::Stroke> DigitPad::strokes() const
{
    std::vector<engine::Stroke> points;
    points.reserve(m_ink.size());
    for (const InkStroke& stroke : m_ink)
        points.push_back(stroke.points);
    return points;
}

void DigitPad::setStrokes(const std::vector<engine::Stroke>& strokes)
{
    Drawing ink;
    for (const engine::Stroke& stroke : strokes)
        if (!stroke.empty())
            ink.push_back({.points = stroke, .widths = std::vector<float>(stroke.size(), m_penWidth)});
    endGesture();
    showInk(ink);
    commit();
}

float DigitPad::eraserWidth() const
{
    return std::max(1.5f, 1.5f * m_penWidth);
}

QSize DigitPad::sizeHint() const
{
    return isWide() ? wideSizeForCells(wantedWideCell) : sizeForCells(wantedCell);
}

QSize DigitPad::minimumSizeHint() const
{
    return isWide() ? wideSizeForCells(smallestWideCell) : sizeForCells(smallestCell);
}

void DigitPad::setHint(const QString& hint)
{
    m_hint = hint;
    if (isEmpty())
        update();
}

void DigitPad::undo()
{
    endGesture();
    if (!canUndo())
        return;
    m_history.undo();
    showInk(m_history.current());
    emit historyChanged(canUndo(), canRedo());
}

void DigitPad::redo()
{
    endGesture();
    if (!canRedo())
        return;
    m_history.redo();
    showInk(m_history.current());
    emit historyChanged(canUndo(), canRedo());
}

void DigitPad::clear()
{
    endGesture();
    if (isEmpty())
        return;
    showInk({});
    commit();
}

void DigitPad::setTool(Tool tool)
{
    if (tool == m_tool)
        return;
    m_tool = tool;
    updateCursor();
    emit toolChanged(tool);
}

void DigitPad::setWide(bool isWide)
{
    if (isWide == this->isWide())
        return;
    endGesture();
    m_columns = isWide ? wideColumns : padCells;
    std::swap(m_history, m_otherHistory);
    m_boxes.clear();
    setAccessibleDescription(isWide ? tr("Write a number with the mouse, a finger or a stylus. The right button erases.")
                                    : tr("Draw a digit with the mouse, a finger or a stylus. The right button erases."));
    updateGeometry();
    m_ink = m_history.current();
    m_geometry = padGeometry(size(), devicePixelRatioF(), margin, m_columns);
    emit wideChanged(isWide);
    showInk(m_ink);
    updateCursor();
    emit historyChanged(canUndo(), canRedo());
}

void DigitPad::setBoxes(const DigitBoxes& boxes)
{
    if (boxes == m_boxes)
        return;
    m_boxes = boxes;
    update();
}

void DigitPad::setView(View view)
{
    if (view == m_view)
        return;
    m_view = view;
    update();
    emit viewChanged(view);
}

void DigitPad::setPenWidth(float width)
{
    const float possible = std::clamp(width, thinnestPen, thickestPen);
    if (possible == m_penWidth)
        return;
    m_penWidth = possible;
    updateCursor();
    emit penWidthChanged(possible);
}

// Input.

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

// State and pictures.

void DigitPad::showInk(const Drawing& ink)
{
    m_ink = ink;
    renderAll();
    emit strokesChanged();
}

/// Makes what is shown one step of the history.
void DigitPad::commit()
{
    m_history.push(m_ink);
    emit historyChanged(canUndo(), canRedo());
}

void DigitPad::renderAll()
{
    m_layer.reset(m_geometry.pixelsPerCell, theme().ink, m_columns);
    for (const InkStroke& stroke : m_ink)
        m_layer.draw(stroke);
    update();
}

void DigitPad::fitToWidget()
{
    const PadGeometry geometry = padGeometry(size(), devicePixelRatioF(), margin, m_columns);
    if (geometry == m_geometry)
        return;
    m_geometry = geometry;
    renderAll();
    updateCursor();
}

void DigitPad::updateCells(const QRectF& cells)
{
    const QRectF whole = m_view == View::Ink || isWide() ? cells : QRectF(cells.toAlignedRect());
    update(m_geometry.toWidget(whole).toAlignedRect().adjusted(-1, -1, 1, 1));
}

void DigitPad::updateCursor()
{
    const bool isEraser = m_tool == Tool::Eraser;
    const double cells = double(isEraser ? eraserWidth() : m_penWidth);
    setCursor(brushCursor(cells * m_geometry.cell, devicePixelRatioF(), isEraser));
}

void DigitPad::resizeEvent(QResizeEvent*)
{
    fitToWidget();
}

void DigitPad::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        renderAll();
        updateCursor();
    }
}

void DigitPad::paintEvent(QPaintEvent* event)
{
    fitToWidget(); // another screen, another scale
    QPainter painter(this);
    const QRectF dirty = event->rect();
    paintPaper(painter, m_geometry, dirty);
    const View shown = isWide() ? View::Ink : m_view;
    if (shown == View::Pixels)
        paintPixels(painter, m_geometry, dirty, pixels());
    if (shown == View::Numbers)
        paintNumbers(painter, m_geometry, dirty, pixels());
    paintGrid(painter, m_geometry, dirty);
    if (shown == View::Ink) {
        paintInk(painter, m_geometry, dirty, m_layer.image());
        if (m_strokeIsOpen) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setClipRect(m_geometry.area());
            painter.translate(m_geometry.topLeft);
            painter.scale(m_geometry.cell, m_geometry.cell);
            m_layer.paintTail(painter, m_ink.back());
            painter.restore();
        }
    }
    if (!isEmpty() && isWide())
        paintBoxes(painter, m_geometry, m_boxes);
    if (isEmpty())
        paintHint(painter, m_geometry, isWide() ? tr("Write a number here") : m_hint);
    paintFrame(painter, m_geometry, hasFocus());
}
