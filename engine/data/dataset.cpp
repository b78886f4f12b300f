#include "engine/data/dataset.h"

#include <algorithm>

namespace engine {

Dataset Dataset::first(std::size_t count) const
{
    const std::size_t kept = std::min(count, size());
    const auto ink = std::span(pixels).first(kept * sampleShape.elements());
    const auto said = std::span(labels).first(kept);
    return {.sampleShape = sampleShape,
            .pixels = {ink.begin(), ink.end()},
            .labels = {said.begin(), said.end()},
            .classNames = classNames};
}

} // namespace engine
