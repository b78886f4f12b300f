#include "engine/imaging/paper_sheet.h"

#include "engine/imaging/block_means.h"
#include "engine/imaging/convex_outline.h"
#include "engine/imaging/sheet_sides.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

// As extremal regions are found (Matas et al. 2002): what is brighter than a level, for many levels, falls apart into
// regions; the one whose border is the strongest edge all along is the sheet. One level for all (Otsu 1979) fails where
// light falls off: the sheet's dark corner is darker than the table below the lamp.
constexpr int brightnessLevels = 24;
constexpr std::size_t smallLength = 160; // grain and a table's fine pattern go
constexpr std::size_t leastLength = 48; // of the picture
constexpr float leastRange = 24; // of brightness
constexpr double leastArea = 0.05; // of the picture
constexpr double mostArea = 0.97;
constexpr double leastSolidity = 0.9; // area by that of the convex hull: a corner may be turned down, a hand lie on it
constexpr double straightness = 0.03; // by which a side may bend, as a share of the area's root
constexpr double widestPen = 0.03; // that reaches over the edge, likewise
constexpr double edgeMargin = 0.015;

Mask brighterThan(float level, const InkPlane& picture)
{
    Mask bright(picture.width, picture.height);
    for (std::size_t y = 0; y < picture.height; ++y)
        for (std::size_t x = 0; x < picture.width; ++x)
            bright.at(x, y) = picture.values[y * picture.width + x] > level;
    return bright;
}

/// Of a region with what it encloses; nullopt: it is no sheet. bright: all that is brighter than the level.
std::optional<double> sheetScore(const InkPlane& picture, const Mask& region, const Mask& bright, float level)
{
    const double all = double(picture.values.size()), area = double(region.count());
    if (area < leastArea * all || area > mostArea * all)
        return {};
    const ConvexOutline hull = convexHull(region);
    if (area < leastSolidity * areaOf(hull))
        return {};
    const double size = std::sqrt(area);
    const ConvexOutline outline = simplified(hull, std::max(1.5, straightness * size));
    const SheetSides sides = sheetSidesOf(picture, outline, size, double(level));
    if (!sides.areOfPaper())
        return {};
    // A table is dark. Where most beside the region is as bright, it is a field on a form, or what a nought encloses.
    std::size_t brightBeside = 0;
    for (std::size_t i = 0; i < region.places().size(); ++i)
        brightBeside += !region.places()[i] && bright.places()[i];
    if (double(brightBeside) > (all - area) / 2)
        return {};
    return size * sides.contrast * sides.position;
}

} // namespace

std::optional<Mask> paperSheetIn(const GrayImage& picture)
{
    if (std::min(picture.width, picture.height) < leastLength)
        return {};
    const std::size_t side = blockSide(picture, smallLength);
    // With what lies beside it, so that grain goes of a picture that is small already.
    const InkPlane small = blockMeans(picture, side, side < 3 ? 1 : 0);
    const auto [darkest, brightest] = std::ranges::minmax(small.values);
    if (brightest - darkest < leastRange)
        return {};
    double best = 0;
    std::optional<Mask> sheet;
    for (int i = 1; i < brightnessLevels; ++i) {
        const float level = std::lerp(darkest, brightest, float(i) / brightnessLevels);
        const Mask bright = brighterThan(level, small);
        // What hangs together by a thread falls apart.
        for (const Mask& core : bright.shrunk(1).regions(std::size_t(leastArea / 2 * double(small.values.size())))) {
            const Mask region = core.grown(1).outside().inverted(); // ink and all
            const auto score = sheetScore(small, region, bright, level);
            if (score && *score > best) {
                best = *score;
                sheet = region;
            }
        }
    }
    if (!sheet)
        return {};
    // What reaches in from the edge is a finger or a shadow, if it is wider than a pen.
    const double size = std::sqrt(double(sheet->count()));
    const auto pen = std::size_t(std::lround(widestPen * size));
    const auto margin = std::size_t(1 + std::lround(edgeMargin * size));
    const Mask paper = sheet->closed(pen).shrunk(margin);
    return paper.count() > 0 ? std::optional(paper) : std::nullopt;
}

Mask resized(const Mask& mask, std::size_t width, std::size_t height)
{
    Mask result(width, height);
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x)
            result.at(x, y) = mask.at(x * mask.width() / width, y * mask.height() / height);
    return result;
}

} // namespace engine
