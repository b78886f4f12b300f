#pragma once

#include <cstddef>
#include <span>

namespace engine {

/// A restricted Boltzmann machine's numbers: V visible and H hidden units, each 0 or 1, every visible one joined with every
/// hidden one and with no other. A state has the energy E(v, h) = -a·v - b·h - h·W·v and the probability e⁻ᴱ / Z.
/// Formulas: Hinton, "A Practical Guide to Training Restricted Boltzmann Machines" (2010), sections 2 and 16.1.
struct BoltzmannMachine
{
    std::span<const float> weight; ///< W: [H, V]
    std::span<const float> hiddenBias; ///< b: [H]
    std::span<const float> visibleBias; ///< a: [V]

    /// parameters: an Rbm layer's.
    BoltzmannMachine(std::span<const float> parameters, std::size_t visible, std::size_t hidden)
        : weight(parameters.first(hidden * visible))
        , hiddenBias(parameters.subspan(hidden * visible, hidden))
        , visibleBias(parameters.subspan(hidden * visible + hidden, visible))
    {
    }

    std::size_t visibleUnits() const { return visibleBias.size(); }
    std::size_t hiddenUnits() const { return hiddenBias.size(); }

    // Rows of visible: [N, V]   rows of hidden: [N, H]

    /// p(h = 1 | v) = σ(v·Wᵀ + b)
    void propagateUp(std::span<const float> visible, std::span<float> hidden) const;
    /// p(v = 1 | h) = σ(h·W + a)
    void propagateDown(std::span<const float> hidden, std::span<float> visible) const;
    /// F(v) = -a·v - Σ log(1 + exp(W·v + b)) = -log Σₕ exp(-E(v, h)), added up over the rows. scratch: [N, H]
    double freeEnergy(std::span<const float> visible, std::span<float> scratch) const;
};

/// The sum of (a - b)² over all numbers.
double squaredDistance(std::span<const float> a, std::span<const float> b);

} // namespace engine
