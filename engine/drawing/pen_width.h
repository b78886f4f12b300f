#pragma once

#include "engine/drawing/mnist_recipe.h"

namespace engine {

/// The mean width of the strokes, in pixels: twice the inked area over the length of its outline.
/// Right for soft edges and for strokes that cross; a dot counts as half its diameter.
double penWidthOf(const InkPlane& ink);

/// Brings the ink's tight box to a longer side of 20 as scaledToDigitBox does, and a pen that is far thinner
/// or thicker than MNIST's to MNIST's on the way, so that a hairline on a large canvas does not fade.
InkPlane scaledWithMnistPen(const InkPlane& box);

} // namespace engine
