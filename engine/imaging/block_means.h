#pragma once

#include "engine/drawing/digit_image.h"
#include "engine/drawing/mnist_recipe.h"

#include <cstddef>

namespace engine {

/// The side in pixels of square blocks, of which the picture's longer side has at most so many.
std::size_t blockSide(const GrayImage& picture, std::size_t most);

/// The mean brightness of each block of side × side pixels and of what lies within reach of it; smaller at the right and the
/// bottom, where the picture ends.
InkPlane blockMeans(const GrayImage& picture, std::size_t side, std::size_t reach = 0);

} // namespace engine
