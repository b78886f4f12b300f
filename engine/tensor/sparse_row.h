#pragma once

#include <cstddef>
#include <span>

namespace engine {

/// How far apart rows of n numbers must lie for addSparseRow(): n filled up to whole vectors.
std::size_t sparseRowStride(std::size_t n);

/// sums[n] += x[k] · rows[k, sparseRowStride(n)], skipping every x that is 0, as most of a picture's pixels and many a
/// ReLU's outputs are.
void addSparseRow(std::span<const float> x, std::span<const float> rows, std::span<float> sums);

} // namespace engine
