#pragma once

#include "engine/recipe/spec.h"

#include <span>

namespace engine {

/// How a network's RBM layers learn the training pictures, without their labels, before the network learns as a whole.
std::span<const KindInfo> pretrainingKinds();

} // namespace engine
