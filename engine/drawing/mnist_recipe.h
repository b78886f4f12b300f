#pragma once

#include "engine/drawing/digit_image.h"

#include <vector>

namespace engine {

// The steps of MNIST's recipe, which digit_image.h tells, for the sources that take them.

inline constexpr std::size_t digitBoxSide = 20; ///< of the ink alone
inline constexpr double mnistPenWidth = 2.5; ///< the median of MNIST's strokes

/// Ink row by row, [0, 255] as in DigitImage but with fractions.
struct InkPlane
{
    std::size_t width = 0;
    std::size_t height = 0;
    std::vector<float> values;
};

/// The smallest part that holds all ink; 0×0 when there is none.
InkPlane tightBox(const InkPlane& ink);

/// Each target pixel is the mean of the source area that it covers, with fractions of pixels at its rim.
InkPlane areaAveraged(const InkPlane& ink, std::size_t width, std::size_t height);

/// Longer side 20, aspect kept. Unchanged when it is 20 already, or 19, where resampling would blur more than
/// it mends.
InkPlane scaledToDigitBox(const InkPlane& ink);

/// Brightest pixel to 255, centre of mass into (14, 15] by whole pixels, no ink lost over the edge.
/// ink: no side above 28, something above 0. A brightest pixel of 254 counts as 255, as in MNIST.
DigitImage centredByMass(const InkPlane& ink);
/// A part of the ink, in a plane of the same size, where it is in the picture of all of it.
DigitImage centredWith(const InkPlane& part, const InkPlane& ink);

/// Drawn with a round pen; the longer side of the ink's box, which is all that comes back, is boxSide, rounded up to whole
/// pixels. 0 < penWidth < boxSide. nullopt when there is no ink (no finite point).
std::optional<InkPlane> inkOfStrokes(std::span<const Stroke> strokes, double penWidth, double boxSide);
/// Some of them alone, in the box of all.
std::optional<InkPlane> inkOfStrokes(std::span<const Stroke> some, double penWidth, double boxSide,
                                     std::span<const Stroke> all);

/// digitFromStrokes with another pen, in pixels of the result. 0 < penWidth < 20.
std::optional<DigitImage> digitFromStrokes(std::span<const Stroke> strokes, double penWidth);

} // namespace engine
