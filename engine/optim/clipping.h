#pragma once

#include "engine/layers/parameter_layout.h"

#include <span>

namespace engine {

/// Keeps one odd batch from throwing the weights far away: what is cut from a gradient before the optimiser sees it. Named
/// and defined as the arguments of Keras' optimisers (keras.io/2.16/api/optimizers).
std::span<const KindInfo> clippingKinds();

/// clipping: complete. With its limit c:
///   clipvalue        every number to [-c, c]
///   clipnorm         every array of weights or biases by itself: g · c / max(|g|, c)
///   global_clipnorm  all of them as one: the same with the norm of the whole gradient
void clip(const Spec& clipping, const ParameterLayout& layout, std::span<float> gradient);

} // namespace engine
