#pragma once

#include "engine/data/dataset.h"
#include "engine/loss/loss.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// A data set as one network reads it, dropout off.
struct Evaluation
{
    std::size_t samples = 0; ///< 0 when it was stopped half-way
    double loss = 0; ///< mean
    double accuracy = 0; ///< [0, 1]
    std::vector<std::vector<std::size_t>> confusion; ///< [label][prediction]
};

/// Sums of the parts added in order; predictions belong to the first samples of data, as many as there are.
Evaluation tally(const Dataset& data, std::span<const LossSum> parts, std::span<const std::uint8_t> predictions);

} // namespace engine
