#pragma once

#include "engine/drawing/strokes.h"

#include <span>
#include <vector>

namespace engine {

/// The strokes of a digit in a box of 100×100: the pen passes smoothly through the points of each; a point given twice is
/// a corner.
using Drawing = std::vector<Stroke>;

/// One way to write a digit. All its drawings have the same strokes with as many points and the same corners: what
/// people write lies somewhere between them, or a little beyond.
struct DigitStyle
{
    float weight = 1; ///< how often people write it so, beside the other styles of the same digit
    std::vector<Drawing> drawings;
};

/// digit: [0, 9].
std::span<const DigitStyle> stylesOf(int digit);

} // namespace engine
