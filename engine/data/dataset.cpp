#include "engine/data/dataset.h"

#include <algorithm>
#include <cassert>

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

const std::string& Dataset::className(std::size_t index) const
{
    static const std::string none = "no class";
    return labels[index] == noClass ? none : classNames[labels[index]];
}

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

void Dataset::append(const Dataset& other)
{
    assert(sampleShape == other.sampleShape);
    pixels.insert(pixels.end(), other.pixels.begin(), other.pixels.end());
    labels.insert(labels.end(), other.labels.begin(), other.labels.end());
}

} // namespace engine
