#pragma once

#include <cstddef>
#include <span>
#include <vector>

/// One product in a unit's sum.
struct Contribution
{
    std::size_t place = 0; ///< index into weights and input
    float weight = 0;
    float input = 0;

    double product() const { return double(weight) * double(input); }
};

/// Σ w·x + b, taken apart so that a person can follow it.
struct WeightedSum
{
    std::vector<Contribution> largest; ///< by size of the product, the largest first; no zeros
    double rest = 0; ///< what all other products add up to
    std::size_t others = 0; ///< how many of those are not zero
    double bias = 0;

    double total() const;
};

/// weights and input have the same size; count: how many products to write out.
WeightedSum weightedSum(std::span<const float> weights, std::span<const float> input, double bias,
                        std::size_t count);
