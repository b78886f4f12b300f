#pragma once

#include "engine/drawing/strokes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace engine {

inline constexpr std::size_t digitSide = 28;

/// What the network is given: 28×28 row by row, ink 255, paper 0.
using DigitImage = std::array<std::uint8_t, digitSide * digitSide>;

/// A picture of any size, row by row, one byte a pixel.
struct GrayImage
{
    std::size_t width = 0;
    std::size_t height = 0;
    std::vector<std::uint8_t> pixels;
};

// MNIST's own recipe: tight box; longer side scaled to 20, aspect kept; brightest pixel 255; centre of mass,
// with pixel centres at +0.5, brought into (14, 15] by whole pixels, but no ink over the edge. One recipe for
// every way a digit comes in. Where MNIST departs from it, it is left alone: a longer side of 19 and a
// brightest pixel of 254.

/// Drawn at the final scale with a round pen of 2.5 px, so that the size of the drawing and the width of the
/// pen it was drawn with make no difference. nullopt when there is no ink (no finite point).
std::optional<DigitImage> digitFromStrokes(std::span<const Stroke> strokes);

/// ink: 255 is ink, 0 is paper. Area-averaged. Applied to MNIST's 60,000 training images it changes three,
/// the only ones whose centre is not in (14, 15]. nullopt when nothing is brighter than 0.
std::optional<DigitImage> digitFromInk(const GrayImage& ink);

} // namespace engine
