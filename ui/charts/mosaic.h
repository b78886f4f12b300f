#pragma once

#include <QImage>
#include <QSize>

#include <optional>
#include <span>

class Colouring;

/// Maps of one size laid out in rows, with a gap of one pixel between neighbours: the kernels of one filter,
/// the feature maps of one layer. A single map has no gap. All lengths are pixels, one per number.
struct Mosaic
{
    int maps = 1;
    int rows = 1; ///< of one map
    int columns = 1; ///< of one map
    int across = 1; ///< maps side by side

    /// As near to a square as whole maps allow.
    static Mosaic nearSquare(int maps, int rows, int columns);

    QSize size() const;
    QPoint corner(int map) const; ///< its top left pixel
    /// The number's place in the values, or nothing in a gap.
    std::optional<int> indexAt(QPoint pixel) const;
};

/// values holds at most maps * rows * columns numbers, map by map, row by row; pixels without a number, gaps
/// too, get the colour blank.
QImage renderMosaic(std::span<const float> values, const Mosaic& mosaic, const Colouring& colouring, QRgb blank);
