#pragma once

#include "engine/drawing/strokes.h"

#include <optional>

struct Segment
{
    engine::PenPoint from;
    engine::PenPoint to;
};

/// The part of a straight line that lies on the pad, [0, columns] by [0, 28]. Ends that lie inside are returned untouched.
std::optional<Segment> clippedToPad(const engine::PenPoint& from, const engine::PenPoint& to, int columns);
