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
    /// Of a reading whose likeliest class is less likely than that, the answer is: none of them. What nobody has calibrated
    /// must at least hold one class for likelier than all others together.
    double threshold = 0.5;
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

/// How sure the likeliest class is: what the threshold is for. row: a probability a class, or that of yes alone.
double certaintyOf(std::span<const float> row);

/// Whether that is sure enough for an answer.
inline bool isOfSomeClass(std::span<const float> row, double threshold)
{
    return certaintyOf(row) >= threshold;
}

/// Of networks that are read together, each by its own temperature: the mean of their thresholds.
double jointThreshold(std::span<const Calibration> members);

} // namespace engine
