#include "engine/tensor/transpose.h"

#include "engine/tensor/simd.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace engine {
namespace {

using simd::Vector;
using Square = std::array<Vector, simd::width>;

/// Rows become columns, by swapping ever smaller squares across the diagonal.
template<std::size_t Distance = simd::width / 2>
[[gnu::always_inline]] inline void turn(Square& square)
{
#pragma GCC unroll 16
    for (std::size_t i = 0; i < simd::width; ++i) {
        if (i & Distance)
            continue;
        const Vector a = square[i];
        const Vector b = square[i + Distance];
        square[i] = simd::firstOfSwap<Distance>(a, b);
        square[i + Distance] = simd::secondOfSwap<Distance>(a, b);
    }
    if constexpr (Distance > 1)
        turn<Distance / 2>(square);
}

void whole(const float* from, float* to, Strides strides)
{
    Square square;
#pragma GCC unroll 16
    for (std::size_t i = 0; i < simd::width; ++i)
        square[i] = simd::load(from + i * strides.from);
    turn(square);
#pragma GCC unroll 16
    for (std::size_t i = 0; i < simd::width; ++i)
        simd::store(to + i * strides.to, square[i]);
}

/// The same of a square of which only rows × columns are there, and of whose turned rows only so many numbers
/// are wanted.
void part(const float* from, float* to, std::size_t rows, std::size_t columns, std::size_t wanted,
          Strides strides)
{
    Square square{};
    for (std::size_t i = 0; i < rows; ++i) {
        if (columns == simd::width)
            square[i] = simd::load(from + i * strides.from);
        else
            std::memcpy(&square[i], from + i * strides.from, columns * sizeof(float));
    }
    turn(square);
    for (std::size_t i = 0; i < columns; ++i) {
        if (wanted == simd::width)
            simd::store(to + i * strides.to, square[i]);
        else
            std::memcpy(to + i * strides.to, &square[i], wanted * sizeof(float));
    }
}

/// Writes of each row of the result the numbers before end.
void turnAll(const float* from, float* to, std::size_t rows, std::size_t columns, std::size_t end,
             Strides strides)
{
    assert(strides.from >= columns && strides.to >= end && end >= rows);
    for (std::size_t row = 0; row < end; row += simd::width) {
        const std::size_t rowsHere = row < rows ? std::min(simd::width, rows - row) : 0;
        const std::size_t wanted = std::min(simd::width, end - row);
        for (std::size_t column = 0; column < columns; column += simd::width) {
            const std::size_t columnsHere = std::min(simd::width, columns - column);
            const float* square = from + row * strides.from + column;
            float* turned = to + column * strides.to + row;
            if (rowsHere == simd::width && columnsHere == simd::width)
                whole(square, turned, strides);
            else
                part(square, turned, rowsHere, columnsHere, wanted, strides);
        }
    }
}

} // namespace

void transpose(const float* from, float* to, std::size_t rows, std::size_t columns, Strides strides)
{
    turnAll(from, to, rows, columns, strides.to, strides);
}

void transposeInto(const float* from, float* to, std::size_t rows, std::size_t columns, Strides strides)
{
    turnAll(from, to, rows, columns, rows, strides);
}

} // namespace engine
