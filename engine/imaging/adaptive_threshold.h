#pragma once

#include "engine/drawing/mnist_recipe.h"
#include "engine/imaging/mask.h"

#include <optional>

namespace engine {

/// What was found in a picture.
struct PictureInk
{
    InkPlane ink;
    std::optional<Mask> sheet{}; ///< the sheet that it was written on, of as many places; nullopt: there is no table
};

/// What is ink in a scan, a screenshot or a photo: 0 where there is paper, 255 where there is full ink, soft edges
/// kept, noise gone. Of a sheet on a table only what is written on it. A wide picture comes back smaller. nullopt when
/// nothing stands out from the paper.
std::optional<PictureInk> inkInPicture(const GrayImage& picture);
/// The ink alone.
std::optional<InkPlane> adaptiveThreshold(const GrayImage& picture);

} // namespace engine
