#pragma once

#include "engine/drawing/mnist_recipe.h"
#include "engine/imaging/mask.h"

namespace engine {

/// Turns the brightness of a photo, row by row, into contrast of ink to the paper beside it, [0, 255]; a shadow, even one
/// with a sharp edge, and uneven light go. Ink is darker or lighter than paper, whichever there is
/// less of. Returns the paper's noise in the contrast, as a standard deviation.
/// paper: where it is. isSheet: it is white, and ink on it is dark; else it may be a board with light ink.
float toLocalContrast(InkPlane& brightness, const Mask& paper, bool isSheet);

} // namespace engine
