#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/sequential.h"
#include "engine/progress.h"

#include <cstddef>
#include <functional>
#include <span>
#include <stop_token>
#include <string_view>

namespace engine {

/// A neuron, a channel of maps or a feature of steps: see UnitLayout.
struct Unit
{
    std::size_t layer = 0; ///< index in the network
    std::size_t index = 0;

    bool operator==(const Unit&) const = default;
};

/// The layer that is called so, "dense_1". Throws Error with the names that there are.
std::size_t layerNamed(const Sequential& network, std::string_view name);

/// Throws Error that names the layer and what units it has.
void requireUnit(const Sequential& network, const Unit& unit);

/// Where a layer's units are looked at: behind the activation that follows, with nothing in between but what keeps each
/// unit for itself (batch normalisation, pooling, dropout); the layer itself where none does.
std::size_t activationOf(const Sequential& network, std::size_t layer);

/// Gets what the units of a layer's output give for some samples, from first on: [samples, units].
using UnitValues = std::function<void(std::size_t first, std::span<const float> values)>;

/// Calls take for all samples in their order, on this thread. A neuron gives its number, a channel the mean of its map,
/// a feature of steps the mean of all steps. data: what the network reads. False once stop is requested.
bool readUnits(const Sequential& network, std::span<const float> parameters, const Dataset& data, std::size_t layer,
               const UnitValues& take, const std::stop_token& stop, const Progress& progress);

} // namespace engine
