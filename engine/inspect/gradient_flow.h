#pragma once

#include "engine/layers/parameter_layout.h"
#include "engine/train/trainer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine {

/// How large a layer's gradient was in a step, and how large the step. Norms are over all of its weights, biases and
/// factors; statistics, which no gradient leads, do not count.
struct LayerFlow
{
    std::size_t layer = 0; ///< index in the network
    double gradientNorm = 0; ///< ‖g‖, g as the optimiser got it
    double updateRatio = 0; ///< ‖Δw‖ / ‖w‖, w from before the step; not finite where w was 0. Healthy: near 0.001
};

/// One for each layer that learns. before, after: the parameters; gradient: the same numbers' of the step in between.
std::vector<LayerFlow> layerFlows(const ParameterLayout& layout, std::span<const float> before,
                                  std::span<const float> after, std::span<const float> gradient);

struct StepFlow
{
    std::uint64_t step = 0; ///< counts from 1
    std::vector<LayerFlow> layers;
};

/// The trainer's next step, which stays the same bit for bit. Its pre-training must be done. Throws DivergenceError as
/// Trainer::step() does.
StepFlow stepWithFlow(Trainer& trainer);

} // namespace engine
