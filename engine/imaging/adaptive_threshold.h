#pragma once

#include "engine/drawing/mnist_recipe.h"

#include <optional>

namespace engine {

/// What is ink in a scan, a screenshot or a photo: 0 where there is paper, 255 where there is full ink, soft edges
/// kept, noise gone. A wide picture comes back smaller. nullopt when nothing stands out from the paper.
std::optional<InkPlane> adaptiveThreshold(const GrayImage& picture);

} // namespace engine
