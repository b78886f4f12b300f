#pragma once

#include <cstddef>
#include <span>

namespace engine {

/// A change of a picture about its centre: first it is stretched, then slanted, turned, and moved.
struct Distortion
{
    double width = 1; ///< factors of its width and height, > 0
    double height = 1;
    double shear = 0; ///< pixels to the left for each pixel down
    double rotation = 0; ///< degrees, counter-clockwise
    double right = 0; ///< pixels
    double down = 0; ///< pixels
};

/// How far right and down of its place the pixel is found that comes there: [rows, columns] each.
struct Displacements
{
    std::span<const float> right;
    std::span<const float> down;
};

/// target (row-major, like source): what is found at the place that goes there, and at the displacement from it.
/// Bilinear between four pixels; paper, 0, outside. padded: (rows + 3) · (columns + 3) numbers of scratch.
void warp(std::span<const float> source, std::size_t rows, std::size_t columns, const Distortion& distortion,
          const Displacements& displacements, std::span<float> padded, std::span<float> target);
std::size_t warpScratchSize(std::size_t rows, std::size_t columns);

} // namespace engine
