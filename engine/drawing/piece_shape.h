#pragma once

#include "engine/drawing/strokes.h"

#include <algorithm>
#include <span>
#include <vector>

namespace engine {

/// The smallest box that holds both.
inline Box united(const Box& a, const Box& b)
{
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

/// What is never cut when ink is grouped into digits: a stroke, or a connected part of a picture. Its box, and so few of
/// its points that distances between pieces are quick to find.
struct PieceShape
{
    Box box;
    std::vector<PenPoint> samples; ///< at least one
};

/// Of every stroke that has a finite point; samples evenly along the path. indices: which strokes those are.
std::vector<PieceShape> shapesOf(std::span<const Stroke> strokes, std::vector<std::size_t>& indices);

/// The least distance between samples.
float distanceBetween(const PieceShape& a, const PieceShape& b);

} // namespace engine
