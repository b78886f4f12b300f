#include "engine/imaging/denoise.h"

#include "engine/imaging/ink_parts.h"

#include <algorithm>

namespace engine {

void denoise(InkPlane& ink, float faintest, double smallestShare)
{
    const InkParts parts(ink);
    const auto isFaint = [&](std::size_t part) {
        return std::ranges::none_of(parts.placesOf(part), [&](std::size_t place) { return ink.values[place] >= faintest; });
    };
    std::vector<double> masses(parts.count()); // 0: too faint
    for (std::size_t part = 0; part < parts.count(); ++part)
        masses[part] = isFaint(part) ? 0 : parts.massOf(part);
    const double smallest = masses.empty() ? 0 : smallestShare * std::ranges::max(masses);
    for (std::size_t part = 0; part < parts.count(); ++part) {
        if (masses[part] > 0 && masses[part] >= smallest)
            continue;
        for (const std::size_t place : parts.placesOf(part))
            ink.values[place] = 0;
    }
}

} // namespace engine
