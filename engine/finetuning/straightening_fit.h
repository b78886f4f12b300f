#pragma once

#include "engine/data/dataset.h"
#include "engine/data/straightening.h"
#include "engine/data/strokes.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// Networks are so sure of most digits that their probabilities p would not tell upright ones from leaning ones: p^softening does.
inline constexpr float softening = 0.4f;

/// For each picture, p^softening of its label by the sum of p^softening over all classes.
using SuretyOf = std::function<std::vector<float>(const Dataset&)>;

/// Readings that fitStraightening() asks for: so many for each drawing that it looks at, beside readingsOfHand.
inline constexpr std::size_t readingsPerStraightening = 126;

/// Mean logarithm of the likelihood of digits that were read so surely.
double explained(std::span<const float> sureties);

/// The map with which a network reads a person's drawings best: feature-space maximum likelihood linear regression, by which
/// recognisers of speech adapt to a speaker (Gales 1998, "Maximum likelihood linear transformations for HMM-based speech
/// recognition"), with a prior against large maps. None unless it explains clearly more than none does, and nearly as well as the
/// network explains digits usually (usual: explained() of others than these), and unless the labels that are misread speak for a
/// hand rather than for a few odd shapes (see logOddsOfHand()); present, which is in use, where nothing is better. drawings: learnable; those that are no digit do not count. atMost: so many of them are looked
/// at, half of them those that are read worst. goOn false: ended, nullopt.
std::optional<Straightening> fitStraightening(std::span<const StrokeSample> drawings, const Straightening& present,
                                              double usual, std::size_t atMost, const SuretyOf& suretyOf,
                                              const std::function<bool()>& goOn);

} // namespace engine
