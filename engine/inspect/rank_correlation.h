#pragma once

#include <optional>
#include <span>

namespace engine {

/// Spearman's: how far two rows of numbers, as many in each, have the same order, from -1 (turned round) to 1. Equal
/// numbers share the mean of their ranks. Nothing where all numbers of one are equal, which then has no order.
std::optional<double> rankCorrelation(std::span<const float> a, std::span<const float> b);

} // namespace engine
