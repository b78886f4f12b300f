#pragma once

#include "engine/drawing/digit_image.h"
#include "engine/drawing/mnist_recipe.h"

#include <optional>

namespace engine {

/// A scan or screenshot of one digit, dark on light or light on dark (the border says which), on a background
/// that need not be pure: noise, uneven light, dust and compression are seen through. A pen that is far
/// thinner or thicker than MNIST's is brought to MNIST's. nullopt when there is no contrast.
std::optional<DigitImage> digitFromPicture(const GrayImage& picture);
/// The same of the ink that adaptiveThreshold() found in it.
std::optional<DigitImage> digitFromPicture(const InkPlane& ink);

} // namespace engine
