#pragma once

#include "engine/drawing/digit_groups.h"
#include "engine/drawing/digit_image.h"
#include "engine/drawing/mnist_recipe.h"
#include "engine/drawing/writer_transform.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// A line of ink that may hold several digits: how its pieces can be grouped, and each group as a network is given it.
struct InkLine
{
    /// Of more, the line is a scribble, and holds no number.
    static constexpr std::size_t mostPieces = 100;

    DigitGroups groups{{}};
    std::vector<DigitImage> images{}; ///< one for each candidate of groups
    std::vector<std::size_t> pieces{}; ///< of strokes: which stroke each piece is
};

/// No candidates where there is no finite point, or more than mostPieces strokes. Digits are found as they stand, and
/// each is transformed.
InkLine inkLineOf(std::span<const Stroke> strokes, const WriterTransform& writerTransform = {});

/// Pieces are the connected parts of the ink. Picture as digitFromPicture takes it; no candidates where nothing stands out
/// from the paper, or too many parts do.
InkLine inkLineOf(const GrayImage& picture);
/// The same of the ink that adaptiveThreshold() found in it.
InkLine inkLineOf(const InkPlane& ink);

} // namespace engine
