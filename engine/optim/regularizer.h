#pragma once

#include "engine/layers/parameter_layout.h"

#include <span>

namespace engine {

/// A price on large weights, added to the loss: l1 · |w| + l2 · w² for every weight and for no bias, as Keras' L1L2
/// (keras.io/2.16/api/layers/regularizers) as every layer's kernel_regularizer.
std::span<const KindInfo> regularizerKinds();

/// Returns the price of these parameters and adds its slope, l1 · sign(w) + 2 · l2 · w, to gradient if that is not empty.
/// regularizer: complete.
double addPenalty(const Spec& regularizer, const ParameterLayout& layout, std::span<const float> parameters,
                  std::span<float> gradient);

} // namespace engine
