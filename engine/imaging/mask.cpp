#include "engine/imaging/mask.h"

#include <algorithm>

namespace engine {

Mask::Mask(std::size_t width, std::size_t height)
    : m_width(width)
    , m_height(height)
    , m_set(width * height)
{
}

std::size_t Mask::count() const
{
    return std::size_t(std::ranges::count(m_set, 1));
}

Mask Mask::grown(std::size_t by) const
{
    Mask across(m_width, m_height);
    Mask result(m_width, m_height);
    const auto spread = [by](std::size_t extent, const auto& isSet, const auto& set) {
        for (std::size_t i = 0, done = 0; i < extent; ++i) {
            if (!isSet(i))
                continue;
            for (std::size_t k = std::max(done, i - std::min(i, by)); k < std::min(extent, i + by + 1); ++k)
                set(k);
            done = i + by + 1;
        }
    };
    for (std::size_t y = 0; y < m_height; ++y)
        spread(m_width, [&](std::size_t x) { return at(x, y) != 0; }, [&](std::size_t x) { across.at(x, y) = 1; });
    for (std::size_t x = 0; x < m_width; ++x)
        spread(
            m_height, [&](std::size_t y) { return across.at(x, y) != 0; }, [&](std::size_t y) { result.at(x, y) = 1; });
    return result;
}

Mask Mask::shrunk(std::size_t by) const
{
    return inverted().grown(by).inverted();
}

Mask Mask::closed(std::size_t by) const
{
    Mask roomy(m_width + 2 * by, m_height + 2 * by);
    for (std::size_t y = 0; y < m_height; ++y)
        for (std::size_t x = 0; x < m_width; ++x)
            roomy.at(x + by, y + by) = at(x, y);
    const Mask filled = roomy.grown(by).shrunk(by);
    Mask result(m_width, m_height);
    for (std::size_t y = 0; y < m_height; ++y)
        for (std::size_t x = 0; x < m_width; ++x)
            result.at(x, y) = filled.at(x + by, y + by);
    return result;
}

Mask Mask::inverted() const
{
    Mask result(m_width, m_height);
    for (std::size_t i = 0; i < m_set.size(); ++i)
        result.m_set[i] = !m_set[i];
    return result;
}

std::size_t Mask::flood(std::size_t start, std::vector<std::uint8_t>& reached) const
{
    std::vector<std::size_t> waiting{start};
    reached[start] = 1;
    std::size_t count = 0;
    const auto enter = [&](std::size_t place) {
        if (m_set[place] == m_set[start] && !reached[place]) {
            reached[place] = 1;
            waiting.push_back(place);
        }
    };
    for (; !waiting.empty(); ++count) {
        const std::size_t place = waiting.back(), x = place % m_width;
        waiting.pop_back();
        if (x > 0)
            enter(place - 1);
        if (x + 1 < m_width)
            enter(place + 1);
        if (place >= m_width)
            enter(place - m_width);
        if (place + m_width < m_set.size())
            enter(place + m_width);
    }
    return count;
}

Mask Mask::outside() const
{
    Mask reached(m_width, m_height);
    const auto enter = [&](std::size_t x, std::size_t y) {
        if (!at(x, y) && !reached.at(x, y))
            flood(y * m_width + x, reached.m_set);
    };
    for (std::size_t x = 0; x < m_width; ++x) {
        enter(x, 0);
        enter(x, m_height - 1);
    }
    for (std::size_t y = 0; y < m_height; ++y) {
        enter(0, y);
        enter(m_width - 1, y);
    }
    return reached;
}

std::vector<Mask> Mask::regions(std::size_t smallest) const
{
    std::vector<Mask> found;
    std::vector<std::uint8_t> seen(m_set.size());
    for (std::size_t start = 0; start < m_set.size(); ++start) {
        if (!m_set[start] || seen[start])
            continue;
        if (flood(start, seen) < smallest)
            continue;
        Mask& region = found.emplace_back(m_width, m_height);
        flood(start, region.m_set);
    }
    return found;
}

} // namespace engine
