#pragma once

#include "engine/data/dataset.h"
#include "engine/train/objective.h"

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
    double accuracy = 0; ///< [0, 1]; see Objective::accuracy()
    std::vector<std::vector<std::size_t>> confusion; ///< [label][prediction] of samples of a class; empty where outputs name no class
};

/// Sums of the parts added in order; predictions belong to the first samples of data, as many as there are, and are left
/// away where outputs name no class.
Evaluation tally(const Objective& objective, const Dataset& data, std::span<const LossSum> parts,
                 std::span<const std::uint8_t> predictions);

} // namespace engine
