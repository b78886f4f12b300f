#include "ui/pad/pad_painting.h"

#include "ui/style/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace {

constexpr int digitBoxStart = 4;
constexpr int digitBoxEnd = 24;

/// The cells that a rectangle of the widget touches.
QRect touchedCells(const PadGeometry& geometry, const QRectF& dirty)
{
    const QRectF cells(geometry.toCells(dirty.topLeft()), geometry.toCells(dirty.bottomRight()));
    return cells.toAlignedRect().intersected(QRect(0, 0, geometry.columns, padCells));
}

template<typename PaintCell>
void forEachCell(const PadGeometry& geometry, const QRectF& dirty, const PadPixels& pixels, PaintCell paintCell)
{
    const QRect touched = touchedCells(geometry, dirty);
    for (int row = touched.top(); row <= touched.bottom(); ++row)
        for (int column = touched.left(); column <= touched.right(); ++column)
            paintCell(geometry.toWidget(QRectF(column, row, 1, 1)), pixels[std::size_t(row * padCells + column)]);
}

/// As large as "255" may be within a cell.
QFont numberFont(QFont font, double cell)
{
    font.setPixelSize(100);
    const double widthAt100 = QFontMetricsF(font).horizontalAdvance(QStringLiteral("255"));
    font.setPixelSize(std::max(1, int(100 * (cell - 1.5) / widthAt100)));
    return font;
}

} // namespace

PadGeometry padGeometry(const QSizeF& size, double devicePixelRatio, double margin, int columns)
{
    PadGeometry geometry;
    geometry.columns = columns;
    const double room = std::min((size.width() - 2 * margin) * padCells / columns, size.height() - 2 * margin);
    geometry.pixelsPerCell = std::max(1, int(std::floor(room * devicePixelRatio / padCells)));
    geometry.cell = geometry.pixelsPerCell / devicePixelRatio;
    const auto centred = [&](double length, int cells) {
        return std::round((length - geometry.cell * cells) / 2 * devicePixelRatio) / devicePixelRatio;
    };
    geometry.topLeft = {centred(size.width(), columns), centred(size.height(), padCells)};
    return geometry;
}

void paintPaper(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty)
{
    painter.fillRect(dirty.intersected(geometry.area()), theme().paper);
}

void paintInk(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty, const QImage& ink)
{
    const QRectF cells = touchedCells(geometry, dirty);
    const QRectF source(cells.topLeft() * geometry.pixelsPerCell, cells.size() * geometry.pixelsPerCell);
    painter.drawImage(geometry.toWidget(cells), ink, source);
}

void paintPixels(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty, const PadPixels& pixels)
{
    const Theme& t = theme();
    forEachCell(geometry, dirty, pixels, [&](const QRectF& cell, std::uint8_t value) {
        if (value > 0)
            painter.fillRect(cell, mixed(t.paper, t.ink, float(value) / 255));
    });
}

void paintNumbers(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty, const PadPixels& pixels)
{
    const Theme& t = theme();
    const QColor faint = mixed(t.paper, t.ink, 0.36f);
    painter.setFont(numberFont(painter.font(), geometry.cell));
    forEachCell(geometry, dirty, pixels, [&](const QRectF& cell, std::uint8_t value) {
        if (value > 0)
            painter.fillRect(cell, mixed(t.paper, t.ink, 0.3f * float(value) / 255));
        painter.setPen(value > 0 ? t.ink : faint);
        painter.drawText(cell, Qt::AlignCenter, QString::number(value));
    });
}

void paintGrid(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty)
{
    const Theme& t = theme();
    const QRect touched = touchedCells(geometry, dirty);
    const QRectF area = geometry.area();
    painter.setPen(QPen(mixed(t.paper, t.ink, 0.08f), 0));
    for (int column = std::max(1, touched.left()); column <= touched.right() + 1 && column < geometry.columns; ++column) {
        const double x = area.left() + column * geometry.cell;
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
    for (int row = std::max(1, touched.top()); row <= touched.bottom() + 1 && row < padCells; ++row) {
        const double y = area.top() + row * geometry.cell;
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    if (geometry.columns != padCells)
        return;
    const int boxSide = digitBoxEnd - digitBoxStart;
    painter.setPen(QPen(mixed(t.paper, t.ink, 0.28f), 0, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(geometry.toWidget(QRectF(digitBoxStart, digitBoxStart, boxSide, boxSide)));
}

namespace {

void paintCard(QPainter& painter, const PadGeometry& geometry, Qt::Alignment place, const QString& hint)
{
    const Theme& t = theme();
    const QRect room = geometry.area().adjusted(20, 12, -20, -12).toAlignedRect();
    QRectF card = painter.fontMetrics().boundingRect(room, int(place) | Qt::TextWordWrap, hint);
    card.adjust(-12, -8, 12, 8);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.paper);
    painter.drawRoundedRect(card, 6, 6);
    painter.setPen(t.mutedText);
    painter.drawText(card, Qt::AlignCenter | Qt::TextWordWrap, hint);
    painter.restore();
}

} // namespace

void paintHint(QPainter& painter, const PadGeometry& geometry, const QString& hint)
{
    paintCard(painter, geometry, Qt::AlignCenter, hint);
}

void paintCaption(QPainter& painter, const PadGeometry& geometry, const QString& text)
{
    paintCard(painter, geometry, Qt::AlignHCenter | Qt::AlignBottom, text);
}

void paintKeyPen(QPainter& painter, const QPointF& position, bool isDown)
{
    constexpr double reach = 9;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accent, 2));
    painter.drawLine(position - QPointF(reach, 0), position + QPointF(reach, 0));
    painter.drawLine(position - QPointF(0, reach), position + QPointF(0, reach));
    painter.setBrush(isDown ? QBrush(theme().accent) : Qt::NoBrush);
    painter.drawEllipse(position, 5, 5);
    painter.restore();
}

void paintFrame(QPainter& painter, const PadGeometry& geometry, bool hasFocus)
{
    const double width = hasFocus ? 2 : 1;
    const QRectF area = geometry.area();
    QPainterPath frame;
    frame.addRect(area.adjusted(-width, -width, width, width));
    frame.addRect(area);
    painter.fillPath(frame, hasFocus ? theme().accent : theme().border);
}
