#include "engine/imaging/enclosed_area.h"

#include <algorithm>

namespace engine {
namespace {

/// A plane of yes and no with a rim of no.
class Mask
{
public:
    Mask(std::size_t width, std::size_t height)
        : m_width(width)
        , m_height(height)
        , m_set(width * height)
    {
    }

    std::size_t width() const { return m_width; }
    std::size_t height() const { return m_height; }
    std::uint8_t& at(std::size_t x, std::size_t y) { return m_set[y * m_width + x]; }
    std::uint8_t at(std::size_t x, std::size_t y) const { return m_set[y * m_width + x]; }

    /// Each pixel that has one within so many steps along rows and columns.
    Mask grown(std::size_t by) const
    {
        Mask across(m_width, m_height);
        Mask result(m_width, m_height);
        const auto spread = [by](std::size_t extent, const auto& isSet, const auto& set) {
            for (std::size_t i = 0; i < extent; ++i)
                if (isSet(i))
                    for (std::size_t k = i > by ? i - by : 0; k < std::min(extent, i + by + 1); ++k)
                        set(k);
        };
        for (std::size_t y = 0; y < m_height; ++y)
            spread(m_width, [&](std::size_t x) { return at(x, y) != 0; }, [&](std::size_t x) { across.at(x, y) = 1; });
        for (std::size_t x = 0; x < m_width; ++x)
            spread(m_height, [&](std::size_t y) { return across.at(x, y) != 0; }, [&](std::size_t y) { result.at(x, y) = 1; });
        return result;
    }

    /// What can be reached from the corner without entering what is set.
    Mask outside() const
    {
        Mask reached(m_width, m_height);
        std::vector<std::size_t> waiting{0};
        while (!waiting.empty()) {
            const std::size_t place = waiting.back();
            waiting.pop_back();
            if (m_set[place] || reached.m_set[place])
                continue;
            reached.m_set[place] = 1;
            const std::size_t x = place % m_width;
            if (x > 0)
                waiting.push_back(place - 1);
            if (x + 1 < m_width)
                waiting.push_back(place + 1);
            if (place >= m_width)
                waiting.push_back(place - m_width);
            if (place + m_width < m_set.size())
                waiting.push_back(place + m_width);
        }
        return reached;
    }

private:
    std::size_t m_width;
    std::size_t m_height;
    std::vector<std::uint8_t> m_set;
};

} // namespace

std::vector<std::uint8_t> enclosedArea(const InkPlane& ink, std::size_t widestGap)
{
    // Lines so much wider that gaps close; what is then inside grows back by as much.
    const std::size_t by = (widestGap + 1) / 2;
    const std::size_t rim = by + 1;
    Mask lines(ink.width + 2 * rim, ink.height + 2 * rim);
    for (std::size_t y = 0; y < ink.height; ++y)
        for (std::size_t x = 0; x < ink.width; ++x)
            lines.at(x + rim, y + rim) = ink.values[y * ink.width + x] >= 127.5f;
    const Mask wide = lines.grown(by);
    const Mask outside = wide.outside();
    Mask inside(lines.width(), lines.height());
    for (std::size_t y = 0; y < lines.height(); ++y)
        for (std::size_t x = 0; x < lines.width(); ++x)
            inside.at(x, y) = !outside.at(x, y) && !wide.at(x, y);
    const Mask whole = inside.grown(by);
    std::vector<std::uint8_t> area;
    for (std::size_t y = 0; y < ink.height; ++y)
        for (std::size_t x = 0; x < ink.width; ++x)
            area.push_back(whole.at(x + rim, y + rim));
    return area;
}

} // namespace engine
