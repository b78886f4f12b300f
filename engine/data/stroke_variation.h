#pragma once

#include "engine/data/digit_image.h"
#include "engine/tensor/random.h"

#include <optional>
#include <span>

namespace engine {

/// The same digit as the same hand might write it another time: slant, turn, proportions and a slow wave of the strokes
/// differ a little, and so does the pen. The same for the same random. nullopt without ink.
std::optional<DigitImage> variedDigit(std::span<const Stroke> strokes, Random& random);

} // namespace engine
