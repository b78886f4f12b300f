#pragma once

#include "engine/data/strokes.h"

#include <span>
#include <vector>

namespace engine {

/// One way to write a digit, in a box of 100×100: the pen passes smoothly through the points of each stroke;
/// a point given twice is a corner.
struct DigitTemplate
{
    float weight = 1; ///< how often people write it so, beside the other ways of the same digit
    std::vector<Stroke> strokes;
};

/// digit: [0, 9].
std::span<const DigitTemplate> templatesOf(int digit);

} // namespace engine
