#include "engine/drawing/digit_image.h"

#include "engine/drawing/mnist_recipe.h"

namespace engine {

std::optional<DigitImage> digitFromStrokes(std::span<const Stroke> strokes)
{
    return digitFromStrokes(strokes, mnistPenWidth);
}

std::optional<DigitImage> digitFromInk(const GrayImage& ink)
{
    const InkPlane box = tightBox({ink.width, ink.height, {ink.pixels.begin(), ink.pixels.end()}});
    if (box.values.empty())
        return {};
    return centredByMass(scaledToDigitBox(box));
}

} // namespace engine
