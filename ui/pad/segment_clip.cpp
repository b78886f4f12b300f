#include "ui/pad/segment_clip.h"

#include "ui/pad/ink_layer.h"

#include <algorithm>

namespace {

engine::PenPoint between(const engine::PenPoint& from, const engine::PenPoint& to, float share, float right, float bottom)
{
    // Rounding must not carry a crossing point outside again.
    return {std::clamp(from.x + share * (to.x - from.x), 0.0f, right), std::clamp(from.y + share * (to.y - from.y), 0.0f, bottom)};
}

} // namespace

// Liang and Barsky, 1984: each border narrows the range [enter, leave] of the line's own parameter.
std::optional<Segment> clippedToPad(const engine::PenPoint& from, const engine::PenPoint& to, int columns)
{
    const float right = float(columns), bottom = float(padCells);
    float enter = 0;
    float leave = 1;
    const auto narrow = [&](float start, float change, float side) {
        if (change == 0)
            return start >= 0 && start <= side;
        const float atZero = -start / change;
        const float atSide = (side - start) / change;
        enter = std::max(enter, std::min(atZero, atSide));
        leave = std::min(leave, std::max(atZero, atSide));
        return true;
    };
    if (!narrow(from.x, to.x - from.x, right) || !narrow(from.y, to.y - from.y, bottom) || enter > leave)
        return std::nullopt;
    return Segment{enter > 0 ? between(from, to, enter, right, bottom) : from, leave < 1 ? between(from, to, leave, right, bottom) : to};
}
