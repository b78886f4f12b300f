#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace engine {

/// A data set as one network reads it, dropout off.
struct Evaluation
{
    std::size_t samples = 0;
    double loss = 0; ///< mean
    double accuracy = 0; ///< [0, 1]
    std::vector<std::vector<std::size_t>> confusion; ///< [label][prediction]
};

} // namespace engine
