#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/sequential.h"

#include <span>

namespace engine {

/// Writes the mean and variance of all the data's numbers, in [0, 1], into parameters, where the network begins with a
/// Normalization. Throws ShapeError that names the layer when one stands behind a layer that changes the numbers.
void adaptNormalization(const Sequential& network, const Dataset& data, std::span<float> parameters);

} // namespace engine
