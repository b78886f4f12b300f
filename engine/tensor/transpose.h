#pragma once

#include <cstddef>

namespace engine {

/// A matrix in memory whose rows may lie further apart than they are long.
struct Strides
{
    std::size_t from = 0; ///< numbers from one row to the next, >= columns
    std::size_t to = 0; ///< of the result, >= rows
};

/// to[columns, rows] = from[rows, columns]ᵀ; what lies between the result's rows is set to 0.
void transpose(const float* from, float* to, std::size_t rows, std::size_t columns, Strides strides);

/// The same into a part of a wider matrix: what lies between its rows is left as it is.
void transposeInto(const float* from, float* to, std::size_t rows, std::size_t columns, Strides strides);

} // namespace engine
