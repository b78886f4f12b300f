#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/sequential.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace engine {

/// The dense layer that reads the data's own numbers, where most of these are zeros (81 % of MNIST's) and it
/// is large enough that leaving them out is worth it. The same for the same data and network, so that sums
/// are the same too.
std::optional<std::size_t> sparselyFedLayer(const Sequential& network, const Dataset& data);

/// How each layer's weights are read in training.
std::vector<PackingUse> packingUsesOf(const Sequential& network, std::optional<std::size_t> sparseLayer);

} // namespace engine
