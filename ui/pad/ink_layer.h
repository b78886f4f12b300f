#pragma once

#include "ui/pad/drawing.h"

#include <QImage>
#include <QRectF>

#include <array>
#include <cstdint>

class QPainter;

/// Cells on a side, as of the pictures that the networks read.
inline constexpr int padCells = 28;

/// The ink as pixels, added to piece by piece while the pen moves, so that a move costs one short curve however much
/// was drawn before.
class InkLayer
{
public:
    /// pixelsPerCell: device pixels, whole, so that cells can be averaged exactly. Empties the layer.
    void reset(int pixelsPerCell, const QColor& colour, int columns = padCells);
    void draw(const InkStroke& stroke);

    /// The curve that the last point of an unfinished stroke made certain: up to the middle of its last segment.
    void extend(const InkStroke& stroke);
    /// What is left of a stroke after the last extend(): a dot, or the way to its last point.
    void finish(const InkStroke& stroke);
    /// The same, on the screen only, because the next point may bend it. painter: one unit a cell.
    void paintTail(QPainter& painter, const InkStroke& stroke) const;

    int pixelsPerCell() const { return m_pixelsPerCell; }
    const QImage& image() const { return m_image; }
    /// How much of each cell is ink, row by row: 255 is all of it. Of the first 28 columns.
    std::array<std::uint8_t, padCells * padCells> coverage() const;

private:
    void prepare(QPainter& painter) const;

    QImage m_image; ///< premultiplied; the alpha is the ink
    int m_pixelsPerCell = 1;
    QColor m_colour;
};

/// All that a stroke's last two segments touch, in cells: what changes on the screen when a point was added.
QRectF tailBounds(const InkStroke& stroke);
