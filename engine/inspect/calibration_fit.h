#pragma once

#include "engine/model/calibration.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace engine {

// Of labelled predictions: probabilities [N, width] beside N labels. Those labelled noClass are skipped.

/// The temperature by which they would have been least surprised: the minimum of the mean negative log-likelihood, which is
/// convex in 1 / temperature, by Newton's method. Between smallestTemperature and largestTemperature; 1 where there is
/// nothing to go by: where none was read wrong, nothing would be too sure.
double fittedTemperature(std::span<const float> probabilities, std::span<const std::uint8_t> labels, std::size_t width);

/// The largest threshold that rejects at most that share of them, right or wrong.
double thresholdRejecting(double share, std::span<const float> probabilities, std::span<const std::uint8_t> labels,
                          std::size_t width);

/// How far the likeliest class's probability is from the share that is right (Guo et al. 2017): over bins of
/// equal width, the mean of their difference, each bin weighted by its samples. 0 of nothing.
double expectedCalibrationError(std::span<const float> probabilities, std::span<const std::uint8_t> labels, std::size_t width,
                                std::size_t bins = 15);

/// For one network, or several that are read together by the mean of their probabilities (each [N, width], untempered):
/// each gets a temperature of its own, all of them are then tempered alike so that their mean is the least surprised,
/// and have the threshold of that mean. rejected: the share of samples that may be; data: for people.
std::vector<Calibration> calibrated(std::span<const std::vector<float>> members, std::span<const std::uint8_t> labels,
                                    std::size_t width, double rejected, const std::string& data);

} // namespace engine
