#pragma once

#include "engine/drawing/mnist_recipe.h"

namespace engine {

/// Wipes the connected parts that nowhere reach faintest, and those with less than smallestShare of the ink
/// of the part that has most: dust, grain, compression.
void denoise(InkPlane& ink, float faintest, double smallestShare);

} // namespace engine
