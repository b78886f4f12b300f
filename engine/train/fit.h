#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/sequential.h"

namespace engine {

/// Throws Error when the network cannot read this data: another picture size, labels without an output, no samples.
void requireFit(const Sequential& network, const Dataset& data);

} // namespace engine
