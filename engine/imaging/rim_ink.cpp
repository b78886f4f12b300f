#include "engine/imaging/rim_ink.h"

#include "engine/imaging/ink_parts.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr double shallow = 0.1; // of the root of the sheet's area
constexpr double leastOther = 0.2; // of the mass of the part at the edge

/// Deeper within the sheet, and within the picture, than so many pixels.
Mask depth(const Mask& sheet, std::size_t by)
{
    Mask deep = sheet.shrunk(by);
    for (std::size_t y = 0; y < deep.height(); ++y)
        for (std::size_t x = 0; x < deep.width(); ++x)
            if (x < by || y < by || x + by >= deep.width() || y + by >= deep.height())
                deep.at(x, y) = 0;
    return deep;
}

} // namespace

void dropRimInk(InkPlane& ink, const Mask& sheet)
{
    const double size = std::sqrt(double(sheet.count()));
    const Mask within = depth(sheet, 1), deep = depth(sheet, std::size_t(std::lround(shallow * size)));
    const InkParts parts(ink);
    std::vector<std::size_t> atRim;
    double other = 0;
    for (std::size_t part = 0; part < parts.count(); ++part) {
        const auto& places = parts.placesOf(part);
        if (std::ranges::all_of(places, [&](std::size_t place) { return within.places()[place] != 0; }))
            other += parts.massOf(part);
        else
            atRim.push_back(part);
    }
    for (const std::size_t part : atRim) {
        const auto isDeepAt = [&](std::size_t place) { return deep.places()[place] != 0; };
        const bool isDeep = std::ranges::any_of(parts.placesOf(part), isDeepAt);
        if (isDeep && other <= leastOther * parts.massOf(part))
            continue;
        for (const std::size_t place : parts.placesOf(part))
            ink.values[place] = 0;
    }
}

} // namespace engine
