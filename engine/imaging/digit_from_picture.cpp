#include "engine/imaging/digit_from_picture.h"

#include "engine/drawing/pen_width.h"
#include "engine/imaging/adaptive_threshold.h"

namespace engine {

std::optional<DigitImage> digitFromPicture(const GrayImage& picture)
{
    const auto ink = adaptiveThreshold(picture);
    return ink ? digitFromPicture(*ink) : std::nullopt;
}

std::optional<DigitImage> digitFromPicture(const InkPlane& ink)
{
    const InkPlane box = tightBox(ink);
    if (box.values.empty())
        return {};
    return centredByMass(scaledWithMnistPen(box));
}

} // namespace engine
