#pragma once

#include "engine/imaging/ink_line.h"

#include <cstddef>
#include <span>

namespace engine {

/// How many digits ink shows that was meant as one; 0 where it shows one, or none. line: the same ink as a line;
/// probabilities: [candidates, classes] of its images; asOne: of all of it as one digit. Several it is where the line's
/// likeliest groups are accepted, each, are of about one height, and look more like a digit than all of it does, unless
/// that is wider than any digit: so the strokes of a 4, a 5 or a 7 are no digits of their own. smallest: what is shorter,
/// in the line's unit, is a dot.
std::size_t severalDigitsIn(const InkLine& line, std::span<const float> probabilities, std::span<const float> asOne,
                            double threshold, float smallest = 0);

} // namespace engine
