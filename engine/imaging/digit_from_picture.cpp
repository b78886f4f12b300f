#include "engine/imaging/digit_from_picture.h"

#include "engine/drawing/mnist_recipe.h"
#include "engine/drawing/pen_width.h"
#include "engine/imaging/adaptive_threshold.h"

namespace engine {

std::optional<DigitImage> digitFromPicture(const GrayImage& picture)
{
    const auto ink = adaptiveThreshold(picture);
    if (!ink)
        return {};
    const InkPlane box = tightBox(*ink);
    if (box.values.empty())
        return {};
    return centredByMass(scaledWithMnistPen(box));
}

} // namespace engine
