#pragma once

#include "engine/drawing/strokes.h"
#include "engine/tensor/random.h"

#include <span>
#include <vector>

namespace engine {

/// The drawing as the same writer might have made it another time, or with another tool: a little other slant,
/// proportions and rotation, strokes that meet less exactly, the path smoother, shakier or caught at fewer points. The
/// same for the same random. Points that are not finite are left away.
std::vector<Stroke> variedStrokes(std::span<const Stroke> strokes, Random& random);

/// A width to draw with, in pixels of the result: MNIST's pens have a median of 2.5, nine in ten between 1.7 and 4.0.
double variedPenWidth(Random& random);

} // namespace engine
