#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// What it takes to believe a network's probabilities: found on samples that the network has not learnt from, see
/// calibrated().
struct Calibration
{
    /// Logits are divided by it, which leaves their order as it is (Guo et al. 2017). Above 1: the network had been too
    /// sure of itself.
    double temperature = 1;
    /// A prediction whose acceptanceScore() is below it is rejected: none of the classes. Where nobody has found a
    /// better one, that is where of ten classes one has half and the others share the rest evenly.
    double threshold = 0.16;
    double rejected = 0; ///< the share of the samples that lies below
    std::size_t samples = 0; ///< that it was found on; 0: on none, these are the defaults
    std::string data = {}; ///< what those were: for people

    bool isFound() const { return samples > 0; }
    bool operator==(const Calibration&) const = default;
};

inline constexpr double smallestTemperature = 0.05;
inline constexpr double largestTemperature = 20;

/// Rows of width probabilities as they would be had their logits been divided by the temperature, in place: powers of 1 /
/// temperature, brought to a sum of 1. One alone is that of yes beside no. At a temperature of 1 nothing changes.
void temper(std::span<float> probabilities, std::size_t width, double temperature);

/// How much the row (a probability a class, or that of yes alone) looks like that of a sample of one class, (0, 1]: the
/// largest of the probabilities once they are tempered by 4. To be torn between two classes counts little against it, to
/// hold a bit of every class for possible counts much, as a network does that has learnt to be in two minds about what is
/// of no class (Liang et al. 2018 found a high temperature to tell them apart best).
double acceptanceScore(std::span<const float> row);

inline bool isOfSomeClass(std::span<const float> row, double threshold)
{
    return acceptanceScore(row) >= threshold;
}

/// Of networks that are read together, each by its own temperature: the mean of their thresholds.
double jointThreshold(std::span<const Calibration> members);

} // namespace engine
