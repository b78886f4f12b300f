#include "ui/pad/segment_clip.h"

#include "ui/pad/ink_layer.h"

#include <algorithm>

namespace {

constexpr float side = float(padCells);

engine::PenPoint between(const engine::PenPoint& from, const engine::PenPoint& to, float share)
{
    // Rounding must not carry a crossing point outside again.
    const auto along = [share](float a, float b) { return std::clamp(a + share * (b - a), 0.0f, side); };
    return {along(from.x, to.x), along(from.y, to.y)};
}

} // namespace

// Liang and Barsky, 1984: each border narrows the range [enter, leave] of the line's own parameter.
std::optional<Segment> clippedToPad(const engine::PenPoint& from, const engine::PenPoint& to)
{
    float enter = 0;
    float leave = 1;
    const auto narrow = [&](float start, float change) {
        if (change == 0)
            return start >= 0 && start <= side;
        const float atZero = -start / change;
        const float atSide = (side - start) / change;
        enter = std::max(enter, std::min(atZero, atSide));
        leave = std::min(leave, std::max(atZero, atSide));
        return true;
    };
    if (!narrow(from.x, to.x - from.x) || !narrow(from.y, to.y - from.y) || enter > leave)
        return std::nullopt;
    return Segment{enter > 0 ? between(from, to, enter) : from, leave < 1 ? between(from, to, leave) : to};
}
