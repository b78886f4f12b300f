#include "engine/imaging/picture_of.h"

#include "engine/drawing/mnist_recipe.h"
#include "engine/imaging/adaptive_threshold.h"
#include "engine/imaging/digit_from_picture.h"
#include "engine/imaging/enclosed_area.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

/// Solid things are drawn at this multiple of their size, so that an outline is a line.
constexpr std::size_t finer = 4;
constexpr double widestGap = 0.08; ///< in an outline, as a share of the box
constexpr double outlineWidth = 0.05;

/// Where ink of such an extent goes along an axis so that its centre is in the frame's middle, all of it within.
std::size_t offsetFor(double centre, std::size_t extent, std::size_t frame)
{
    const double offset = std::round(double(frame) / 2 - centre);
    return std::size_t(std::clamp(offset, 0.0, double(frame - std::min(extent, frame))));
}

/// part: what is shown of the ink, in a plane of the same size.
Picture placed(const InkPlane& part, const InkPlane& ink, const DrawingStyle& style)
{
    double mass = 0, x = 0, y = 0;
    for (std::size_t row = 0; row < ink.height; ++row)
        for (std::size_t column = 0; column < ink.width; ++column) {
            const double value = double(ink.values[row * ink.width + column]);
            mass += value;
            x += value * (double(column) + 0.5);
            y += value * (double(row) + 0.5);
        }
    const bool isByMass = style.isByMass && mass > 0;
    const std::size_t left = offsetFor(isByMass ? x / mass : double(ink.width) / 2, ink.width, style.columns);
    const std::size_t top = offsetFor(isByMass ? y / mass : double(ink.height) / 2, ink.height, style.rows);
    Picture picture(style.rows * style.columns);
    for (std::size_t row = 0; row < ink.height && top + row < style.rows; ++row)
        for (std::size_t column = 0; column < ink.width && left + column < style.columns; ++column)
            picture[(top + row) * style.columns + left + column]
                = std::uint8_t(std::lround(std::clamp(part.values[row * ink.width + column], 0.0f, 255.0f)));
    return picture;
}

/// The box of ink at the style's size. A thing that is wider than the frame is high, or the other way round, is made
/// smaller yet.
InkPlane fitted(const InkPlane& box, const DrawingStyle& style)
{
    const double longer = double(std::max(box.width, box.height));
    const double share = std::min({style.boxSide / longer, double(style.columns) / double(box.width),
                                   double(style.rows) / double(box.height)});
    const auto scaled = [share](std::size_t side) { return std::size_t(std::max(1.0, std::round(double(side) * share))); };
    if (scaled(box.width) == box.width && scaled(box.height) == box.height)
        return box;
    return areaAveraged(box, std::min(scaled(box.width), style.columns), std::min(scaled(box.height), style.rows));
}

/// By what makes the ink's brightest pixel 255.
void brighten(InkPlane& part, const InkPlane& ink)
{
    const float brightest = std::ranges::max(ink.values);
    const float factor = brightest > 0 ? 255 / brightest : 1;
    for (float& value : part.values)
        value *= factor;
}

std::optional<InkPlane> solidInk(std::span<const Stroke> some, const DrawingStyle& style, std::span<const Stroke> all)
{
    const double side = style.boxSide * double(finer);
    auto ink = inkOfStrokes(some, side * outlineWidth, side, all);
    if (!ink)
        return {};
    const auto area = enclosedArea(*ink, std::size_t(side * widestGap));
    for (std::size_t i = 0; i < area.size(); ++i)
        ink->values[i] = area[i] ? float(style.level) : ink->values[i] * float(style.level) / 255;
    return fitted(*ink, style);
}

/// As it is, ink the brighter part, if that is the smaller: else the other way round.
std::optional<Picture> unchanged(const GrayImage& image)
{
    const auto [least, greatest] = std::ranges::minmax(image.pixels);
    if (least == greatest)
        return {};
    double border = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
        const std::size_t x = i % image.width, y = i / image.width;
        if (x == 0 || y == 0 || x + 1 == image.width || y + 1 == image.height) {
            border += image.pixels[i];
            ++count;
        }
    }
    Picture picture = image.pixels;
    if (border > 127.5 * double(count))
        std::ranges::transform(picture, picture.begin(), [](std::uint8_t value) { return std::uint8_t(255 - value); });
    return picture;
}

} // namespace

std::optional<Picture> pictureOfStrokes(std::span<const Stroke> strokes, const DrawingStyle& style)
{
    return pictureOfStrokes(strokes, style, strokes);
}

std::optional<Picture> pictureOfStrokes(std::span<const Stroke> some, const DrawingStyle& style, std::span<const Stroke> all)
{
    const auto inkOf = [&](std::span<const Stroke> strokes) -> std::optional<InkPlane> {
        if (style.isMnist)
            return inkOfStrokes(strokes, mnistPenWidth, double(digitBoxSide), all);
        if (style.isSolid)
            return solidInk(strokes, style, all);
        const auto ink = inkOfStrokes(strokes, style.penWidth, style.boxSide, all);
        return ink ? std::optional(fitted(*ink, style)) : std::nullopt;
    };
    const auto ink = inkOf(all);
    if (!ink)
        return {};
    InkPlane part = some.data() == all.data() && some.size() == all.size() ? *ink : *inkOf(some);
    if (style.isMnist)
        return pictureOf(centredWith(part, *ink));
    if (!style.isSolid)
        brighten(part, *ink);
    return placed(part, *ink, style);
}

std::optional<Picture> pictureOfImage(const GrayImage& image, const DrawingStyle& style)
{
    if (!style.isMnist && image.width == style.columns && image.height == style.rows)
        return unchanged(image);
    const auto ink = adaptiveThreshold(image);
    return ink ? pictureOfInk(*ink, style) : std::nullopt;
}

std::optional<Picture> pictureOfInk(const InkPlane& ink, const DrawingStyle& style)
{
    if (style.isMnist) {
        const auto digit = digitFromPicture(ink);
        return digit ? std::optional(pictureOf(*digit)) : std::nullopt;
    }
    const InkPlane box = tightBox(ink);
    if (box.values.empty())
        return {};
    InkPlane result = fitted(box, style);
    if (!style.isSolid)
        brighten(result, result);
    return placed(result, result, style);
}

Picture pictureOf(const DigitImage& image)
{
    return {image.begin(), image.end()};
}

} // namespace engine
