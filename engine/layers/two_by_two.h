#pragma once

#include <cstddef>

/// What nearly every network pools by, squares of two that meet, as vector code. Rows lie end to end: a map of
/// 2·height rows of 2·width numbers makes one of height rows of width.
namespace engine::two_by_two {

/// For each square its largest number, and in choice which of the four it is: 0 and 1 above, 2 and 3 below. Of equals
/// the first counts; a NaN makes the result one.
void forward(const float* maps, std::size_t count, std::size_t height, std::size_t width, float* largest, float* choice);

/// Each gradient goes to the number of its square that choice names, 0 to the other three.
void backward(const float* gradient, const float* choice, std::size_t count, std::size_t height, std::size_t width,
              float* maps);

} // namespace engine::two_by_two
