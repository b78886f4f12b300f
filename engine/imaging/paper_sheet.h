#pragma once

#include "engine/drawing/digit_image.h"
#include "engine/imaging/mask.h"

#include <optional>

namespace engine {

/// The place of a sheet of paper that lies on a darker table: the region of a photo that is brighter than what lies
/// round it and has straight sides. A margin along its edge, where it curls and throws shadows, is left out.
/// Of as many places as the picture has, or of fewer: then each stands for as large a part of it. nullopt where the
/// whole picture is paper, or a board with light ink.
std::optional<Mask> paperSheetIn(const GrayImage& picture);

/// The mask for a picture of so many pixels.
Mask resized(const Mask& mask, std::size_t width, std::size_t height);

} // namespace engine
