#pragma once

#include "engine/data/dataset.h"
#include "engine/data/strokes.h"

#include <cstdint>

namespace engine {

/// One digit as somebody might write it: a stroke template of that digit, jittered, slanted, scaled, in
/// 100×100 units. The same label, seed and index give the same strokes.
std::vector<Stroke> syntheticStrokes(int label, std::uint64_t seed, std::uint64_t index);

/// count digits (labels in turn 0…9 in shuffled order) drawn with pens of varying width through MNIST's
/// recipe.
Dataset syntheticDigits(std::size_t count, std::uint64_t seed);

/// The built-in data set: 20,000 to learn from and 4,000 others to be judged by.
DataSplits syntheticSplits();

} // namespace engine
