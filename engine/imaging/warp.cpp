#include "engine/imaging/warp.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace engine {
namespace {

/// From where in the source, seen from its centre, a place of the target comes: rotation, shear and stretch undone.
struct Inverse
{
    float xx, xy; ///< x = xx x' + xy y'
    float yx, yy;

    explicit Inverse(const Distortion& distortion)
    {
        // With y downwards, stretched and slanted: (w x - s h y, h y); then turned: (c x + n y, -n x + c y).
        const double angle = distortion.rotation * std::numbers::pi / 180;
        const double c = std::cos(angle);
        const double n = std::sin(angle);
        xx = float((c + distortion.shear * n) / distortion.width);
        xy = float((-n + distortion.shear * c) / distortion.width);
        yx = float(n / distortion.height);
        yy = float(c / distortion.height);
    }
};

} // namespace

std::size_t warpScratchSize(std::size_t rows, std::size_t columns)
{
    return (rows + 3) * (columns + 3);
}

void warp(std::span<const float> source, std::size_t rows, std::size_t columns, const Distortion& distortion,
          const Displacements& displacements, std::span<float> padded, std::span<float> target)
{
    assert(source.size() == rows * columns && target.size() == source.size());
    assert(padded.size() == warpScratchSize(rows, columns));
    // With a border of paper, one before and two behind, a place that is held to [-1, size] has all its four neighbours.
    const std::size_t stride = columns + 3;
    std::ranges::fill(padded, 0.0f);
    for (std::size_t y = 0; y < rows; ++y)
        std::ranges::copy(source.subspan(y * columns, columns), padded.begin() + std::ptrdiff_t((y + 1) * stride + 1));

    const Inverse inverse(distortion);
    const float centreX = float(columns - 1) / 2;
    const float centreY = float(rows - 1) / 2;
    const auto right = float(distortion.right);
    const auto down = float(distortion.down);
    const auto width = int(columns);
    const auto nextRow = int(stride);
    const float* __restrict from = padded.data();
    for (std::size_t y = 0; y < rows; ++y) {
        const float* __restrict moreX = displacements.right.data() + y * columns;
        const float* __restrict moreY = displacements.down.data() + y * columns;
        float* __restrict to = target.data() + y * columns;
        const float fromCentreY = float(y) - centreY - down;
        for (int x = 0; x < width; ++x) {
            const float fromCentreX = float(x) - centreX - right;
            const float sourceX = inverse.xx * fromCentreX + inverse.xy * fromCentreY + centreX + moreX[x];
            const float sourceY = inverse.yx * fromCentreX + inverse.yy * fromCentreY + centreY + moreY[x];
            const float heldX = std::min(std::max(sourceX, -1.0f), float(width)) + 1;
            const float heldY = std::min(std::max(sourceY, -1.0f), float(rows)) + 1;
            const int column = int(heldX);
            const int row = int(heldY);
            const float shareX = heldX - float(column);
            const float shareY = heldY - float(row);
            const int corner = row * nextRow + column;
            const float above = from[corner] + shareX * (from[corner + 1] - from[corner]);
            const int under = corner + nextRow;
            const float below = from[under] + shareX * (from[under + 1] - from[under]);
            to[x] = above + shareY * (below - above);
        }
    }
}

} // namespace engine
