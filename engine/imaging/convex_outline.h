#pragma once

#include "engine/imaging/mask.h"

#include <vector>

namespace engine {

struct OutlinePoint
{
    double x = 0;
    double y = 0;
};

/// The corners of a convex polygon, one after the other.
using ConvexOutline = std::vector<OutlinePoint>;

/// The smallest convex polygon that holds every place of the mask; a place is a square from (x, y) to (x + 1, y + 1).
ConvexOutline convexHull(const Mask& mask);

double areaOf(const ConvexOutline& outline);

/// Without the corners that lie less than so far from the line between their neighbours, the nearest first: what is
/// left has a corner only where the outline turns.
ConvexOutline simplified(ConvexOutline outline, double tolerance);

} // namespace engine
