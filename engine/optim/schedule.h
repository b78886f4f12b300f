#pragma once

#include "engine/recipe/spec.h"

#include <cstdint>
#include <span>

namespace engine {

/// How the learning rate changes over a run by itself. No schedule looks at how long the run is going to be, so that a
/// run which is stopped, or given more epochs, is the beginning of the longer one, bit for bit: a cosine or a cycle has a
/// length of its own, after which the rate stays at its last value.
std::span<const KindInfo> scheduleKinds();

/// What the learning rate is multiplied with in a step, counted from 0. schedule: complete.
/// First the warm-up, a line from 0 to 1; then, with e epochs (step / stepsPerEpoch) since its end and E the setting
/// "epochs":
///   step         factor^⌊e / E⌋
///   exponential  decay^e, as Keras' ExponentialDecay with an epoch as decay_steps
///   cosine       final + (1 - final) (1 + cos(π e / E)) / 2, as Keras' CosineDecay with E epochs as decay_steps
///   one_cycle    half a cosine wave up from 1 / div_factor to 1 in the first pct_start of E, another one down to
///                1 / (div_factor final_div_factor) in the rest: PyTorch's OneCycleLR without its cycle of the momentum
double scheduleFactor(const Spec& schedule, std::uint64_t step, std::uint64_t stepsPerEpoch);

} // namespace engine
