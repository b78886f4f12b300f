#include "engine/data/digit_image.h"

#include "engine/data/digit_recipe.h"
#include "engine/data/paper.h"
#include "engine/data/pen_width.h"

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

std::optional<DigitImage> digitFromPicture(const GrayImage& picture)
{
    const auto ink = inkOnPaper(picture);
    if (!ink)
        return {};
    const InkPlane box = tightBox(*ink);
    if (box.values.empty())
        return {};
    return centredByMass(scaledWithMnistPen(box));
}

} // namespace engine
