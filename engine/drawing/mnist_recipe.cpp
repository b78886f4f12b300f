#include "engine/drawing/mnist_recipe.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {
namespace {

/// The weights with which the source's pixels make up the target's, along one axis.
struct Share
{
    std::size_t source = 0;
    std::size_t target = 0;
    float weight = 0;
};

std::vector<Share> sharesOf(std::size_t source, std::size_t target)
{
    // In units of 1/(source·target) all borders are whole numbers: no rounding decides who gets a sliver.
    std::vector<Share> shares;
    for (std::size_t s = 0, t = 0, position = 0; s < source;) {
        const std::size_t sourceEnd = (s + 1) * target;
        const std::size_t targetEnd = (t + 1) * source;
        const std::size_t end = std::min(sourceEnd, targetEnd);
        shares.push_back({s, t, float(double(end - position) / double(source))});
        position = end;
        s += end == sourceEnd ? 1 : 0;
        t += end == targetEnd ? 1 : 0;
    }
    return shares;
}

/// floor(15 - centre of mass) along one axis, from moment = Σ value·index and mass = Σ value, all whole
/// numbers. Kept within the picture, where all of the ink is worth more than the exact centre.
std::size_t offsetFor(std::int64_t moment, std::int64_t mass, std::size_t extent)
{
    const std::int64_t numerator = 29 * mass - 2 * moment; // 15 - (moment / mass + 1/2), times 2 · mass
    const std::int64_t divisor = 2 * mass;
    const std::int64_t offset = (numerator - (numerator < 0 ? divisor - 1 : 0)) / divisor;
    return std::size_t(std::clamp<std::int64_t>(offset, 0, std::int64_t(digitSide - extent)));
}

} // namespace

InkPlane tightBox(const InkPlane& ink)
{
    std::size_t left = ink.width, right = 0, top = ink.height, bottom = 0;
    for (std::size_t y = 0; y < ink.height; ++y) {
        for (std::size_t x = 0; x < ink.width; ++x) {
            if (ink.values[y * ink.width + x] > 0) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = y + 1;
            }
        }
    }
    if (left >= right)
        return {};
    InkPlane box{right - left, bottom - top, {}};
    box.values.reserve(box.width * box.height);
    for (std::size_t y = top; y < bottom; ++y) {
        const auto row = std::span(ink.values).subspan(y * ink.width + left, box.width);
        box.values.insert(box.values.end(), row.begin(), row.end());
    }
    return box;
}

InkPlane areaAveraged(const InkPlane& ink, std::size_t width, std::size_t height)
{
    InkPlane narrow{width, ink.height, std::vector<float>(width * ink.height)};
    const auto across = sharesOf(ink.width, width);
    for (std::size_t y = 0; y < ink.height; ++y) {
        for (const Share& share : across)
            narrow.values[y * width + share.target]
                += share.weight * ink.values[y * ink.width + share.source];
    }
    InkPlane small{width, height, std::vector<float>(width * height)};
    for (const Share& share : sharesOf(ink.height, height)) {
        for (std::size_t x = 0; x < width; ++x)
            small.values[share.target * width + x] += share.weight * narrow.values[share.source * width + x];
    }
    return small;
}

InkPlane scaledToDigitBox(const InkPlane& ink)
{
    const std::size_t longer = std::max(ink.width, ink.height);
    if (longer == digitBoxSide || longer == digitBoxSide - 1) // one in 5,000 of MNIST's own is at 19
        return ink;
    const auto scaled = [&](std::size_t side) {
        return std::max<std::size_t>(1, (side * digitBoxSide + longer / 2) / longer);
    };
    return areaAveraged(ink, scaled(ink.width), scaled(ink.height));
}

DigitImage centredByMass(const InkPlane& ink)
{
    return centredWith(ink, ink);
}

DigitImage centredWith(const InkPlane& part, const InkPlane& ink)
{
    assert(ink.width <= digitSide && ink.height <= digitSide);
    assert(part.width == ink.width && part.height == ink.height);
    const float brightest = std::ranges::max(ink.values);
    assert(brightest > 0 && brightest < 255.5f);
    // A tenth of MNIST's own images has its brightest pixel at 254, which counts as full too.
    const float stretch = brightest > 253.5f ? 1 : 255 / brightest;
    const auto bytesOf = [stretch](const InkPlane& plane) {
        std::vector<std::uint8_t> bytes(plane.values.size());
        std::ranges::transform(plane.values, bytes.begin(),
                               [&](float value) { return std::uint8_t(std::lround(value * stretch)); });
        return bytes;
    };
    const std::vector<std::uint8_t> whole = bytesOf(ink);

    std::int64_t mass = 0, momentX = 0, momentY = 0;
    for (std::size_t y = 0; y < ink.height; ++y) {
        for (std::size_t x = 0; x < ink.width; ++x) {
            const std::int64_t value = whole[y * ink.width + x];
            mass += value;
            momentX += value * std::int64_t(x);
            momentY += value * std::int64_t(y);
        }
    }
    const std::size_t left = offsetFor(momentX, mass, ink.width);
    const std::size_t top = offsetFor(momentY, mass, ink.height);

    const std::vector<std::uint8_t> bytes = &part == &ink ? whole : bytesOf(part);
    DigitImage image{};
    for (std::size_t y = 0; y < ink.height; ++y) {
        const auto row = std::span(bytes).subspan(y * ink.width, ink.width);
        std::ranges::copy(row, image.begin() + std::ptrdiff_t((top + y) * digitSide + left));
    }
    return image;
}

} // namespace engine
