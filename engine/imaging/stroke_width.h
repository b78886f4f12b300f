#pragma once

#include <cstddef>
#include <span>

namespace engine {

/// Thicker or thinner strokes, in grey: from source that share of the way to its dilation (each pixel becomes the darkest
/// of itself and its four neighbours; ink is large), or, amount < 0, to its erosion (the lightest of them). Neighbours
/// outside do not count. amount: [-1, 1]; about the pixels by which each edge moves. source and target: [rows, columns],
/// apart from each other.
void changeStrokeWidth(std::span<const float> source, std::size_t rows, std::size_t columns, float amount,
                       std::span<float> target);

} // namespace engine
