#include "engine/imaging/stroke_width.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {
namespace {

/// pick: the one of two that counts
void moveEdges(std::span<const float> source, std::size_t rows, std::size_t columns, float share, const auto& pick,
               std::span<float> target)
{
    for (std::size_t y = 0; y < rows; ++y) {
        const float* here = source.data() + y * columns;
        const float* above = y > 0 ? here - columns : here;
        const float* below = y + 1 < rows ? here + columns : here;
        for (std::size_t x = 0; x < columns; ++x) {
            const float left = here[x > 0 ? x - 1 : x];
            const float right = here[x + 1 < columns ? x + 1 : x];
            const float extreme = pick(pick(pick(left, right), pick(above[x], below[x])), here[x]);
            target[y * columns + x] = here[x] + share * (extreme - here[x]);
        }
    }
}

} // namespace

void changeStrokeWidth(std::span<const float> source, std::size_t rows, std::size_t columns, float amount,
                       std::span<float> target)
{
    assert(source.size() == rows * columns && target.size() == source.size());
    const auto larger = [](float a, float b) { return std::max(a, b); };
    const auto smaller = [](float a, float b) { return std::min(a, b); };
    if (amount >= 0)
        moveEdges(source, rows, columns, amount, larger, target);
    else
        moveEdges(source, rows, columns, -amount, smaller, target);
}

} // namespace engine
