#pragma once

#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// A number changed on the way through a network, to see what becomes of its prediction. A value: it can be shown, saved
/// and compared.
///
/// Zero, Mean and Clamp hold what some units of a layer give while a pass runs: see Workspace::setInterventions().
/// WeightNoise and NoBias are other parameters: see intervened().
struct Intervention
{
    enum class Kind {
        Zero, ///< the units give 0
        Mean, ///< … what they give on average over some data, which means holds
        Clamp, ///< … value
        WeightNoise, ///< N(0, s²) is added to the layer's weights, s = value · the standard deviation of the array they are in
        NoBias, ///< the layer's biases are 0
    };

    Kind kind = Kind::Zero;
    std::size_t layer = 0; ///< index in the Sequential
    std::vector<std::size_t> units = {}; ///< of its output, see UnitLayout; WeightNoise and NoBias take the whole layer
    float value = 0;
    std::uint64_t seed = 0; ///< of the noise
    /// One for each of units. They are in here, and not looked up in some data when a pass runs, so that a saved
    /// intervention does the same without that data, and on any thread. unitMeans() finds them.
    std::vector<float> means = {};

    bool operator==(const Intervention&) const = default;
};

/// Whether it is made by other parameters, not by a pass.
bool changesParameters(const Intervention& intervention);

/// Where the units of a layer's output lie among its numbers: a neuron's is one, a channel of maps [C, H, W] is H·W, a
/// feature of steps [T, F] is one in each step.
struct UnitLayout
{
    std::size_t units = 0;
    std::size_t length = 1; ///< numbers side by side
    std::size_t runs = 1; ///< so many times in a sample, units · length apart

    explicit UnitLayout(const Shape& output);
};

/// Throws Error that names the layer where an intervention asks for a layer, unit, mean, weight or bias that is not there,
/// or a number that is not finite.
void requireApplicable(const Sequential& network, std::span<const Intervention> interventions);

/// The parameters with all WeightNoise and NoBias of these carried out, in their order. Statistics, and a batch
/// normalisation's factors, get no noise.
Buffer intervened(const Sequential& network, std::span<const float> parameters, std::span<const Intervention> interventions);

/// Zero, Mean or Clamp upon outputs: [N, shape]. Nothing for the other kinds.
void holdUnits(const Intervention& intervention, const Shape& shape, std::span<float> outputs);
/// And back: what a unit would have given makes no difference.
void stopGradient(const Intervention& intervention, const Shape& shape, std::span<float> outputGradient);

} // namespace engine
