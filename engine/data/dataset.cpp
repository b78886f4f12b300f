#include "engine/data/dataset.h"

#include <algorithm>

namespace engine {
namespace {

Dataset part(const Dataset& whole, std::size_t begin, std::size_t count)
{
    const std::size_t width = whole.sampleShape.elements();
    const auto ink = std::span(whole.pixels).subspan(begin * width, count * width);
    const auto said = std::span(whole.labels).subspan(begin, count);
    return {.sampleShape = whole.sampleShape,
            .pixels = {ink.begin(), ink.end()},
            .labels = {said.begin(), said.end()},
            .classNames = whole.classNames};
}

} // namespace

Dataset Dataset::first(std::size_t count) const
{
    const std::size_t kept = std::min(count, size());
    return part(*this, 0, kept);
}

Dataset Dataset::from(std::size_t begin) const
{
    const std::size_t left = std::min(begin, size());
    return part(*this, left, size() - left);
}

} // namespace engine
