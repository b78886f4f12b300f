#pragma once

#include "engine/drawing/mnist_recipe.h"

#include <cstdint>
#include <vector>

namespace engine {

/// For each pixel whether it is enclosed by the ink, as the inside of an outline is. An outline may have gaps up to so many
/// pixels. ink: 255 is ink; lines are counted from half of it.
std::vector<std::uint8_t> enclosedArea(const InkPlane& ink, std::size_t widestGap);

} // namespace engine
