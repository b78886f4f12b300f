#include "engine/tensor/shape.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>

namespace engine {

Shape::Shape(std::initializer_list<std::size_t> extents)
    : Shape(std::span<const std::size_t>(extents.begin(), extents.size()))
{
}

Shape::Shape(std::span<const std::size_t> extents)
    : m_rank(extents.size())
{
    if (extents.size() > maxRank)
        throw std::length_error("a shape has " + std::to_string(extents.size()) + " extents, expected at most "
                                + std::to_string(maxRank));
    std::ranges::copy(extents, m_extents.begin());
}

std::size_t Shape::elements() const
{
    const auto all = extents();
    return std::accumulate(all.begin(), all.end(), std::size_t{1}, std::multiplies<>{});
}

std::string Shape::text() const
{
    std::string joined;
    for (const std::size_t extent : extents())
        joined += (joined.empty() ? "" : "×") + std::to_string(extent);
    return joined;
}

} // namespace engine
