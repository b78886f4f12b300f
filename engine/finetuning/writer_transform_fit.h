#pragma once

#include "engine/data/dataset.h"
#include "engine/drawing/strokes.h"
#include "engine/drawing/writer_transform.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// Networks are so sure of most digits that their probabilities p would not tell upright ones from leaning ones: p^softening does.
inline constexpr float softening = 0.4f;

/// For each picture, p^softening of its label by the sum of p^softening over all classes.
using ConfidenceOf = std::function<std::vector<float>(const Dataset&)>;

/// Predictions that fitWriterTransform() asks for: so many for each drawing that it looks at, beside
/// predictionsForWriterOdds.
inline constexpr std::size_t predictionsPerWriterFit = 126;

/// Mean log-likelihood of digits that were predicted with these confidences.
double explained(std::span<const float> confidences);

/// The map with which a network reads a person's drawings best: feature-space maximum likelihood linear regression, by
/// which recognisers of speech adapt to a speaker (Gales 1998, "Maximum likelihood linear transformations for HMM-based
/// speech recognition"), with a prior against large maps. None unless it explains clearly more than none does, and
/// nearly as well as the network explains digits usually (usual: explained() of others than these), and unless the
/// labels that are misread speak for a writer's slant rather than for a few odd shapes (see logOddsOfWriter());
/// present, which is in use, where nothing is better. drawings: learnable; those that are no digit do not count.
/// atMost: so many of them are looked at, half of them those that are read worst. goOn false: cancelled, nullopt.
std::optional<WriterTransform> fitWriterTransform(std::span<const StrokeSample> drawings, const WriterTransform& present,
                                                  double usual, std::size_t atMost, const ConfidenceOf& confidenceOf,
                                                  const std::function<bool()>& goOn);

} // namespace engine
