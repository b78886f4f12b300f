#pragma once

#include "engine/tensor/random.h"

#include <cstddef>
#include <span>

namespace engine {

/// Fills a row-major matrix of that many rows with orthonormal rows, or columns where it is taller than wide.
void fillOrthogonal(std::span<float> matrix, std::size_t rows, Random& random);

} // namespace engine
