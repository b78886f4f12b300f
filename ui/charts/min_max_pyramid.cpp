#include "ui/charts/min_max_pyramid.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace {

constexpr std::size_t bitsPerLevel = 4;

} // namespace

void MinMaxPyramid::Extent::include(const Extent& other)
{
    // fmin and fmax prefer a number to a NaN.
    least = std::fmin(least, other.least);
    greatest = std::fmax(greatest, other.greatest);
}

void MinMaxPyramid::append(float value)
{
    const std::size_t index = m_values.size();
    m_values.push_back(value);
    for (std::size_t level = 0; level < m_levels.size(); ++level) {
        auto& extents = m_levels[level];
        const std::size_t bucket = index >> (bitsPerLevel * (level + 1));
        if (bucket == extents.size())
            extents.push_back({value, value});
        else
            extents.back().include({value, value});
    }

    // A new top once it halves the work.
    const std::size_t below = m_levels.empty() ? m_values.size() : m_levels.back().size();
    if (below == std::size_t(2) << bitsPerLevel) {
        std::vector<Extent> top;
        for (std::size_t i = 0; i < below; ++i) {
            if (i >> bitsPerLevel == top.size())
                top.push_back(extent(m_levels.size(), i));
            else
                top.back().include(extent(m_levels.size(), i));
        }
        m_levels.push_back(std::move(top));
    }
}

void MinMaxPyramid::clear()
{
    m_values.clear();
    m_levels.clear();
}

MinMaxPyramid::Extent MinMaxPyramid::extent(std::size_t level, std::size_t index) const
{
    return level == 0 ? Extent{m_values[index], m_values[index]} : m_levels[level - 1][index];
}

std::vector<MinMaxPyramid::Bucket> MinMaxPyramid::buckets(std::size_t first, std::size_t last,
                                                          std::size_t atMost) const
{
    assert(first <= last && last <= size() && atMost > 0);

    const std::size_t length = std::bit_ceil(std::max<std::size_t>((last - first + atMost - 1) / atMost, 1));
    const auto bits = std::size_t(std::countr_zero(length));
    const std::size_t level = std::min(bits / bitsPerLevel, m_levels.size());
    const std::size_t unit = std::size_t(1) << (level * bitsPerLevel);

    std::vector<Bucket> result;
    for (std::size_t start = first / length * length; start < last; start += length) {
        const std::size_t end = std::min(start + length, size());
        Extent all = extent(level, start / unit);
        for (std::size_t i = start / unit + 1; i * unit < end; ++i)
            all.include(extent(level, i));
        result.push_back({start, end - start, all.least, all.greatest});
    }
    return result;
}
