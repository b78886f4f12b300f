#pragma once

#include "engine/recipe/spec.h"

#include <cstdint>
#include <span>

namespace engine {

/// How the learning rate changes over a run by itself.
std::span<const KindInfo> scheduleKinds();

/// What the learning rate is multiplied with in a step, counted from 0, of a run of `planned` steps; in [0, 1].
/// cosine: (1 + cos(π step / planned)) / 2, from 1 to 0 (Loshchilov and Hutter 2017, eq. 5, one period, η_min 0).
double scheduleFactor(const Spec& schedule, std::uint64_t step, std::uint64_t planned);

} // namespace engine
