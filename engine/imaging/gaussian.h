#pragma once

#include <cstddef>
#include <vector>

namespace engine {

/// Smoothing along one axis as a matrix, [size, size]: row i holds a Gaussian of sigma > 0 around place i whose weights
/// add up to 1 where it has room, and as much of it as there is room for. So what lies outside counts as paper, 0.
std::vector<float> gaussianSmoothing(std::size_t size, double sigma);

} // namespace engine
