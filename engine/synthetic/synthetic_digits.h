#pragma once

#include "engine/data/dataset.h"
#include "engine/drawing/digit_image.h"

#include <cstdint>

namespace engine {

/// One digit as somebody might write it, in a box of about 100×100 units: a mixture of a style's drawings, written by
/// somebody who misses, slants, stretches and bends them, with a pen that cuts corners, trembles and goes too far. The
/// same label, seed and index give the same strokes.
std::vector<Stroke> syntheticStrokes(int label, std::uint64_t seed, std::uint64_t index);

/// The same drawn by MNIST's recipe with a pen of its own width and pressure.
DigitImage syntheticDigit(int label, std::uint64_t seed, std::uint64_t index);

/// syntheticDigit for each index below count, with the labels 0…9 in turn in shuffled order. On all cores.
Dataset syntheticDigits(std::size_t count, std::uint64_t seed);

/// The built-in data set: 60,000 to train on and 10,000 others to test with, as many as MNIST's.
DataSplits syntheticSplits();

} // namespace engine
