#pragma once

#include "engine/drawing/digit_image.h"
#include "engine/drawing/drawing_style.h"
#include "engine/drawing/mnist_recipe.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// What a network is given: rows × columns of its style, row by row, ink 255.
using Picture = std::vector<std::uint8_t>;

/// A drawing in the style of the pictures that a network knows; by MNIST's style what digitFromStrokes gives. Where those
/// show solid things, the inside of an outline is filled. nullopt when there is no ink.
std::optional<Picture> pictureOfStrokes(std::span<const Stroke> strokes, const DrawingStyle& style);
/// Some strokes of a drawing alone, where they are in the picture of all of them; nullopt when all have no ink.
std::optional<Picture> pictureOfStrokes(std::span<const Stroke> some, const DrawingStyle& style, std::span<const Stroke> all);

/// The same of a scan, a photo or a screenshot; by MNIST's style what digitFromPicture gives. One that has the network's
/// size already is taken as it is, but for paper and ink, which may be exchanged. nullopt when there is no contrast.
std::optional<Picture> pictureOfImage(const GrayImage& image, const DrawingStyle& style);
/// The same of the ink that adaptiveThreshold() found in one of another size.
std::optional<Picture> pictureOfInk(const InkPlane& ink, const DrawingStyle& style);

Picture pictureOf(const DigitImage& image);

} // namespace engine
