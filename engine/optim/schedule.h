#pragma once

#include "engine/recipe/spec.h"

#include <cstdint>
#include <span>

namespace engine {

/// How the learning rate changes over a run by itself. No schedule looks at how long the run is going to be, so that a
/// run which is stopped, or given more epochs, is the beginning of the longer one, bit for bit.
std::span<const KindInfo> scheduleKinds();

/// What the learning rate is multiplied with in a step, counted from 0.
/// exponential: decay^(step / stepsPerEpoch), as Keras' ExponentialDecay with an epoch as decay_steps.
double scheduleFactor(const Spec& schedule, std::uint64_t step, std::uint64_t stepsPerEpoch);

} // namespace engine
