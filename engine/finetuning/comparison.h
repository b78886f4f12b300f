#pragma once

#include "engine/data/dataset.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// What a network predicts for every picture of a set, with the weights of one moment.
struct Predictions
{
    std::vector<std::uint8_t> classes; ///< one a picture, the likeliest
    double loss = 0; ///< mean
};

/// A picture that was read right with one of two networks and wrong with the other.
struct Flip
{
    std::size_t index = 0; ///< in the set
    std::uint8_t label = 0;
    std::uint8_t before = 0;
    std::uint8_t after = 0;

    bool isForgotten() const { return before == label; }
    bool operator==(const Flip&) const = default;
};

/// One set, evaluated before and after.
struct Comparison
{
    std::size_t samples = 0;
    std::size_t rightBefore = 0;
    std::size_t rightAfter = 0;
    double lossBefore = 0;
    double lossAfter = 0;
    std::vector<Flip> flips; ///< in the set's order

    std::size_t forgotten() const;
    std::size_t gained() const { return flips.size() - forgotten(); }
    /// [0, 1]; 0 of nothing.
    double accuracyBefore() const { return samples > 0 ? double(rightBefore) / double(samples) : 0; }
    double accuracyAfter() const { return samples > 0 ? double(rightAfter) / double(samples) : 0; }
};

/// before and after: of labels.size() pictures; those of no class do not count.
Comparison compare(std::span<const std::uint8_t> labels, const Predictions& before, const Predictions& after);

} // namespace engine
