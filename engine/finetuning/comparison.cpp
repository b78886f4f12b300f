#include "engine/finetuning/comparison.h"

#include <algorithm>
#include <cassert>

namespace engine {

std::size_t Comparison::forgotten() const
{
    return std::size_t(std::ranges::count_if(flips, &Flip::isForgotten));
}

Comparison compare(std::span<const std::uint8_t> labels, const Predictions& before, const Predictions& after)
{
    assert(before.classes.size() == labels.size() && after.classes.size() == labels.size());
    Comparison result{.lossBefore = before.loss, .lossAfter = after.loss, .flips = {}};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == noClass)
            continue;
        ++result.samples;
        const bool wasRight = before.classes[i] == labels[i];
        const bool isRight = after.classes[i] == labels[i];
        result.rightBefore += wasRight;
        result.rightAfter += isRight;
        if (wasRight != isRight)
            result.flips.push_back({i, labels[i], before.classes[i], after.classes[i]});
    }
    return result;
}

} // namespace engine
