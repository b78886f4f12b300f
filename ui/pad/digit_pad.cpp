#include "ui/pad/digit_pad.h"

#include "ui/pad/digit_image_view.h"
#include "ui/pad/pad_accessibility.h"
#include "ui/pad/pad_cursor.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

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

std::vector<engine::Stroke> pointsOf(const Drawing& ink)
{
    std::vector<engine::Stroke> points;
    points.reserve(ink.size());
    for (const InkStroke& stroke : ink)
        points.push_back(stroke.points);
    return points;
}

} // namespace

DigitPad::DigitPad(QWidget* parent)
    : QWidget(parent)
{
    installPadAccessibility();
    setAccessibleName(tr("Drawing pad"));
    setHint(tr("Draw a digit here"));
    setAccessibleDescription(tr("Draw a digit with the mouse, a finger or a stylus; the right button erases. By keyboard: Enter takes up a pen, the "
                                "arrows move it, Space sets it down and lifts it, Esc puts it away."));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    resize(sizeHint());
    fitToWidget();
}

std::vector<engine::Stroke> DigitPad::strokes() const
{
    return pointsOf(m_ink);
}

std::vector<engine::Stroke> DigitPad::strokesOn(Paper paper) const
{
    return pointsOf(isInUse(paper) ? m_ink : m_otherHistory.current());
}

Drawing DigitPad::inkOf(const std::vector<engine::Stroke>& strokes) const
{
    Drawing ink;
    for (const engine::Stroke& stroke : strokes)
        if (!stroke.empty())
            ink.push_back({.points = stroke, .widths = std::vector<float>(stroke.size(), m_penWidth)});
    return ink;
}

void DigitPad::setStrokes(const std::vector<engine::Stroke>& strokes)
{
    endGesture();
    showInk(inkOf(strokes));
    commit();
}

void DigitPad::setStrokesOn(Paper paper, const std::vector<engine::Stroke>& strokes)
{
    if (isInUse(paper))
        setStrokes(strokes);
    else
        m_otherHistory.push(inkOf(strokes));
}

float DigitPad::eraserWidth() const
{
    return std::max(1.5f, 1.5f * m_penWidth);
}

QSize DigitPad::sizeHint() const
{
    return isWide() ? wideSizeForCells(scaled(wantedWideCell)) : sizeForCells(scaled(wantedCell));
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

void DigitPad::showSample(std::span<const std::uint8_t> pixels, int rows, int columns, const QString& text)
{
    m_samplePixels.assign(pixels.begin(), pixels.begin() + std::ptrdiff_t(rows) * columns);
    m_sampleColumns = columns;
    m_sampleText = text;
    renderSample();
}

void DigitPad::renderSample()
{
    m_sample = DigitImageView::render(m_samplePixels, int(m_samplePixels.size()) / m_sampleColumns, m_sampleColumns);
    update();
}

void DigitPad::hideSample()
{
    if (!showsSample())
        return;
    m_sample = {};
    update();
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
        if (showsSample())
            renderSample();
    }
}

void DigitPad::paintEvent(QPaintEvent* event)
{
    fitToWidget(); // another screen, another scale
    QPainter painter(this);
    const QRectF dirty = event->rect();
    paintPaper(painter, m_geometry, dirty);
    if (showsSample()) {
        painter.drawImage(m_geometry.area(), m_sample);
        paintGrid(painter, m_geometry, dirty);
        paintCaption(painter, m_geometry, m_sampleText);
        paintFrame(painter, m_geometry, hasFocus());
        return;
    }
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
    if (m_keyPen.isInUse())
        paintKeyPen(painter, keyPenPosition(), m_keyPen.isDown());
    paintFrame(painter, m_geometry, hasFocus());
}
