#include "engine/imaging/enclosed_area.h"

#include "engine/imaging/mask.h"

namespace engine {

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
