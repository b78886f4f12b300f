#pragma once

#include "engine/drawing/mnist_recipe.h"
#include "engine/imaging/mask.h"

namespace engine {

/// Wipes what is no writing at the edge of the sheet: parts of the ink that touch the edge, or the picture's border,
/// and stay close to it, as a shadow and a strip of table do; and those that reach far in, as a finger does, where
/// other ink remains.
void dropRimInk(InkPlane& ink, const Mask& sheet);

} // namespace engine
