#pragma once

#include "engine/drawing/strokes.h"

namespace engine {

// Places along a stroke, told by the way that the pen has gone to them, in the stroke's own unit. Points must be
// finite.

/// 0 for a dot.
double lengthOf(const Stroke& stroke);

/// From one place to another, 0 <= from < to, with what lies between; empty where the stroke ends before from.
Stroke partOf(const Stroke& stroke, double from, double to);

} // namespace engine
