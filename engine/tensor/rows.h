#pragma once

#include <span>

namespace engine {

/// Copies row into every row of matrix; matrix.size() is a multiple of row.size().
void fillRows(std::span<float> matrix, std::span<const float> row);
/// sum = the sum of all rows of matrix, from the first to the last.
void sumRows(std::span<const float> matrix, std::span<float> sum);

/// The sum of all numbers, in an order that depends on their count alone (not on where they lie in memory), sixteen at a
/// time.
float sum(std::span<const float> numbers);

} // namespace engine
