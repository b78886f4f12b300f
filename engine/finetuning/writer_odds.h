#pragma once

#include "engine/drawing/writer_transform.h"
#include "engine/finetuning/writer_transform_fit.h"

#include <span>

namespace engine {

/// Predictions that logOddsOfWriter() asks for.
inline constexpr std::size_t predictionsForWriterOdds = 200;

/// Confidence below which a drawing counts as misread.
inline constexpr float misread = 0.5f;

/// Twenty corrected drawings may have some map or other read right and yet be no sign of how a person writes: who
/// writes an odd nine corrects nines, who turns all digits corrects whatever does not bear turning. This is the natural
/// logarithm of how much likelier it is that these labels are misread because of a writer whom next would suit, read
/// with the transform now, than because of a few digits written oddly. Of the writer the labels are a multinomial
/// sample, by what the network makes of synthetic digits written by it; of the shapes they are Dirichlet-multinomial,
/// with few digits that have nearly all (Minka 2000, "Estimating a Dirichlet distribution"). labels: [0, 9], of the
/// drawings that are misread.
double logOddsOfWriter(std::span<const int> labels, const WriterTransform& now, const WriterTransform& next, const ConfidenceOf& confidenceOf);

} // namespace engine
