#pragma once

#include "engine/data/dataset.h"
#include "engine/inspect/attribution.h"

namespace engine {

struct IntegratedGradientsOptions
{
    /// Midpoints of the way from the baseline to the picture, >= 1. Without it as many as it takes: doubled from 64
    /// until the completeness error is at most 1 %, at most 512.
    std::optional<std::size_t> steps = {};
};

/// (x - x₀) ∫₀¹ ∂z/∂x (x₀ + α (x - x₀)) dα (Sundararajan et al. 2017): the pixels' shares of the difference of two
/// logits, to which they add up; 0 where the pictures are alike. input, baseline: [height · width], in [0, 1].
Attribution integratedGradients(const Model& model, std::span<const float> input, const AskedLogit& asked,
                                std::span<const float> baseline, const IntegratedGradientsOptions& options = {},
                                const std::stop_token& stop = {});

// Baselines. Paper, all 0, says nothing of ink that is missing; the others do.

/// The picture as if nobody had their glasses on: smoothed with a Gaussian of 3 pixels, wider than a pen.
std::vector<float> blurredPicture(std::span<const float> input, const Shape& shape);
/// Over all samples, whatever they show. data: of at least one.
std::vector<float> meanPicture(const Dataset& data);

} // namespace engine
