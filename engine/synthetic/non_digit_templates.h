#pragma once

#include "engine/synthetic/non_digits.h"

#include <span>
#include <string_view>
#include <vector>

namespace engine {

/// A sign that is no digit, in a box of 100×100: the pen passes smoothly through the points of each stroke; a point given
/// twice is a corner.
struct NonDigitTemplate
{
    NonDigitKind kind{}; ///< Letter, Symbol or Hangul
    NonDigitFamily family{};
    std::string_view name; ///< the sign itself
    std::vector<Stroke> strokes;
};

/// All of a kind in a family.
std::vector<const NonDigitTemplate*> nonDigitTemplates(NonDigitKind kind, NonDigitFamily family);

} // namespace engine
