#include "engine/drawing/pen_width.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine {
namespace {

constexpr double thinnest
    = 1.6; // pixels at a longer side of 20; MNIST's 1st and 99th percentile by penWidthOf
constexpr double thickest = 4.5;
constexpr std::size_t workingSide = 160; // eight steps a pixel: an outline moves by hundredths of a pixel

/// Squared distances to the nearest zero along one line: the lower envelope of parabolas
/// (Felzenszwalb and Huttenlocher 2012).
void nearestZero(std::span<float> line, std::vector<float>& heights, std::vector<std::size_t>& feet,
                 std::vector<float>& borders)
{
    const std::size_t n = line.size();
    heights.assign(line.begin(), line.end());
    feet.assign(n, 0);
    borders.assign(n + 1, 0);
    constexpr float infinity = std::numeric_limits<float>::infinity();
    const auto meeting = [&](std::size_t p, std::size_t q) {
        const float fp = float(p), fq = float(q);
        return (heights[q] + fq * fq - heights[p] - fp * fp) / (2 * (fq - fp));
    };
    std::size_t top = 0;
    borders[0] = -infinity;
    borders[1] = infinity;
    for (std::size_t q = 1; q < n; ++q) {
        while (top > 0 && meeting(feet[top], q) <= borders[top])
            --top;
        const float border = meeting(feet[top], q);
        if (border > borders[top])
            ++top;
        feet[top] = q;
        borders[top] = top == 0 ? -infinity : border;
        borders[top + 1] = infinity;
    }
    for (std::size_t q = 0, k = 0; q < n; ++q) {
        while (borders[k + 1] < float(q))
            ++k;
        const float away = float(q) - float(feet[k]);
        line[q] = away * away + heights[feet[k]];
    }
}

/// The distance of each pixel's centre to the nearest one for which isFoot holds.
template<typename Predicate>
std::vector<float> distancesTo(const InkPlane& plane, Predicate isFoot)
{
    constexpr float far = 1e9f; // beyond any picture, and its differences still exact enough
    std::vector<float> squares(plane.values.size());
    std::ranges::transform(plane.values, squares.begin(),
                           [&](float value) { return isFoot(value) ? 0 : far; });
    std::vector<float> heights, borders, column(plane.height);
    std::vector<std::size_t> feet;
    for (std::size_t y = 0; y < plane.height; ++y)
        nearestZero(std::span(squares).subspan(y * plane.width, plane.width), heights, feet, borders);
    for (std::size_t x = 0; x < plane.width; ++x) {
        for (std::size_t y = 0; y < plane.height; ++y)
            column[y] = squares[y * plane.width + x];
        nearestZero(column, heights, feet, borders);
        for (std::size_t y = 0; y < plane.height; ++y)
            squares[y * plane.width + x] = std::sqrt(column[y]);
    }
    return squares;
}

InkPlane withRim(const InkPlane& ink, std::size_t rim)
{
    InkPlane wider{ink.width + 2 * rim, ink.height + 2 * rim, {}};
    wider.values.resize(wider.width * wider.height);
    for (std::size_t y = 0; y < ink.height; ++y) {
        const auto row = std::span(ink.values).subspan(y * ink.width, ink.width);
        std::ranges::copy(row, wider.values.begin() + std::ptrdiff_t((y + rim) * wider.width + rim));
    }
    return wider;
}

/// Moves the outline (where ink is half the typical ink) outwards by so many pixels, or inwards when
/// negative.
InkPlane grown(const InkPlane& ink, double by)
{
    double sum = 0, squares = 0;
    for (const float value : ink.values) {
        sum += double(value);
        squares += double(value) * double(value);
    }
    const float half = float(squares / sum / 2);
    InkPlane result = withRim(ink, std::size_t(std::ceil(std::max(by, 0.0))) + 1);
    const auto outside = distancesTo(result, [&](float value) { return value >= half; });
    const auto inside = distancesTo(result, [&](float value) { return value < half; });
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        // Between a centre in and a centre out lies one pixel, and the outline half-way.
        const double fromOutline = outside[i] > 0 ? double(outside[i]) - 0.5 : 0.5 - double(inside[i]);
        result.values[i] = float(255 * std::clamp(by - fromOutline + 0.5, 0.0, 1.0));
    }
    return result;
}

InkPlane resized(const InkPlane& ink, std::size_t longerSide)
{
    const std::size_t longer = std::max(ink.width, ink.height);
    const auto scaled
        = [&](std::size_t side) { return std::max<std::size_t>(1, side * longerSide / longer); };
    return areaAveraged(ink, scaled(ink.width), scaled(ink.height));
}

} // namespace

double penWidthOf(const InkPlane& ink)
{
    // The outline's length is the total variation: the sum of the gradient's length (coarea formula).
    const InkPlane wide = withRim(ink, 1);
    double area = 0, variation = 0;
    for (std::size_t y = 0; y + 1 < wide.height; ++y) {
        for (std::size_t x = 0; x + 1 < wide.width; ++x) {
            const float* corner = wide.values.data() + y * wide.width + x;
            const float* below = corner + wide.width;
            const float dx = (corner[1] + below[1] - corner[0] - below[0]) / 2;
            const float dy = (below[0] + below[1] - corner[0] - corner[1]) / 2;
            area += double(corner[0]);
            variation += double(std::sqrt(dx * dx + dy * dy));
        }
    }
    return variation > 0 ? 2 * area / variation : 0;
}

InkPlane scaledWithMnistPen(const InkPlane& box)
{
    const double longer = double(std::max(box.width, box.height));
    const double drawn = penWidthOf(box) * double(digitBoxSide) / longer;
    if (drawn >= thinnest && drawn <= thickest)
        return scaledToDigitBox(box);

    // The pen's centre line spans the box less the pen; it shall span 20 less the wanted pen.
    const double wanted = drawn < thinnest ? mnistPenWidth : thickest;
    const InkPlane ink = resized(box, workingSide);
    const double pen = drawn * double(workingSide) / double(digitBoxSide);
    const double scale = (double(digitBoxSide) - wanted) / (double(workingSide) - pen);
    const InkPlane redrawn = tightBox(grown(ink, (wanted / scale - pen) / 2));
    return scaledToDigitBox(redrawn.values.empty() ? box : redrawn);
}

} // namespace engine
