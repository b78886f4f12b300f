#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/intervention.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// What each unit of a layer's output (see UnitLayout) gives on average: over all samples, and all places of a map or steps
/// of a sequence. layer: index in the network, which takes data's samples. Empty once stop is requested.
std::vector<float> unitMeans(const Sequential& network, std::span<const float> parameters, const Dataset& data,
                             std::size_t layer, const std::stop_token& stop = {});

/// The units held at their means. means: of all units of the layer, as unitMeans() gives them.
Intervention heldAtMeans(std::size_t layer, std::vector<std::size_t> units, std::span<const float> means);

} // namespace engine
