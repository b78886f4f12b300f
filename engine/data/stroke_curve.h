#pragma once

#include "engine/data/strokes.h"

namespace engine {

/// The curve through the points, as a pen draws it: centripetal Catmull-Rom, which neither loops nor overshoots where
/// points are unevenly spaced (Yuksel, Schaefer and Keyser 2011). A point given twice ends one curve and begins the next.
Stroke smoothCurve(const Stroke& points);

} // namespace engine
