#pragma once

#include "engine/layers/parameter_layout.h"
#include "engine/recipe/spec.h"
#include "engine/tensor/buffer.h"

#include <cstdint>
#include <span>

namespace engine {

std::span<const KindInfo> initializerKinds();

/// The weights that a run starts from; each array draws from a sequence of its own, {seed, place in the layout}.
/// An array whose layer names an initialiser of its own starts with that one.
/// Throws SettingError.
Buffer initialParameters(const ParameterLayout& layout, const Spec& weights, const Spec& biases, std::uint64_t seed);

} // namespace engine
