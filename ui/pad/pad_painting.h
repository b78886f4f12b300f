#pragma once

#include "ui/pad/ink_layer.h"

#include <QRectF>

#include <array>
#include <cstdint>

class QFont;
class QPainter;

/// Where the cells, 28 high, lie in a widget. A cell is a whole number of device pixels, so that its borders are crisp at
/// every scale.
struct PadGeometry
{
    QPointF topLeft;
    double cell = 1; ///< in the widget's units
    int pixelsPerCell = 1;
    int columns = padCells; ///< more on a pad for several digits

    QRectF area() const { return {topLeft, QSizeF(cell * columns, cell * padCells)}; }
    QRectF toWidget(const QRectF& cells) const { return {topLeft + cells.topLeft() * cell, cells.size() * cell}; }
    QPointF toCells(const QPointF& position) const { return (position - topLeft) / cell; }
    bool operator==(const PadGeometry&) const = default;
};

/// The largest centred rectangle of cells that leaves the margin free.
PadGeometry padGeometry(const QSizeF& size, double devicePixelRatio, double margin, int columns = padCells);

using PadPixels = std::array<std::uint8_t, padCells * padCells>;

// Each paints what dirty (in the widget's units) touches, in the theme's colours.

void paintPaper(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty);
void paintInk(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty, const QImage& ink);
/// 0 is paper, 255 is ink.
void paintPixels(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty, const PadPixels& pixels);
/// The values as a textbook prints them; zeros faint.
void paintNumbers(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty, const PadPixels& pixels);
/// Cell borders, and on a pad for one digit the 20×20 box that MNIST's digits fill.
void paintGrid(QPainter& painter, const PadGeometry& geometry, const QRectF& dirty);
/// One line in the middle, on paper of its own so that the grid does not run through it.
void paintHint(QPainter& painter, const PadGeometry& geometry, const QString& hint);
/// The same at the lower edge.
void paintCaption(QPainter& painter, const PadGeometry& geometry, const QString& text);
/// Where the keyboard's pen is, and whether it draws.
void paintKeyPen(QPainter& painter, const QPointF& position, bool isDown);
void paintFrame(QPainter& painter, const PadGeometry& geometry, bool hasFocus);
