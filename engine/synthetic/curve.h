#pragma once

#include "engine/drawing/strokes.h"

namespace engine {

/// The curve through the points, as a path of short lines: centripetal Catmull-Rom, which neither loops nor overshoots
/// where points are unevenly spaced (Yuksel, Schaefer and Keyser 2011). A point given twice is a corner. points: not empty.
Stroke curveThrough(const Stroke& points);

/// The same path by points that lie step apart along it; both ends kept. step > 0.
Stroke evenlySpaced(const Stroke& path, float step);

} // namespace engine
