#include "engine/inspect/gradient_flow.h"

#include "engine/tensor/buffer.h"

#include <cassert>
#include <cmath>

namespace engine {
namespace {

/// Sums of squares of one layer.
struct Squares
{
    double gradient = 0;
    double weights = 0;
    double update = 0;
};

} // namespace

std::vector<LayerFlow> layerFlows(const ParameterLayout& layout, std::span<const float> before,
                                  std::span<const float> after, std::span<const float> gradient)
{
    assert(before.size() == layout.size() && after.size() == layout.size() && gradient.size() == layout.size());
    std::vector<LayerFlow> flows;
    Squares sums;
    for (const ParameterSlice& slice : layout.slices()) {
        if (slice.spec.role == ParameterSpec::Role::Statistic)
            continue;
        if (flows.empty() || flows.back().layer != slice.layer) { // a layer's slices lie side by side
            flows.push_back({.layer = slice.layer});
            sums = {};
        }
        for (std::size_t i = slice.offset; i < slice.offset + slice.size(); ++i) {
            const double change = double(after[i]) - double(before[i]);
            sums.gradient += double(gradient[i]) * double(gradient[i]);
            sums.weights += double(before[i]) * double(before[i]);
            sums.update += change * change;
        }
        flows.back().gradientNorm = std::sqrt(sums.gradient);
        flows.back().updateRatio = std::sqrt(sums.update) / std::sqrt(sums.weights);
    }
    return flows;
}

StepFlow stepWithFlow(Trainer& trainer)
{
    assert(!trainer.isPretraining());
    const auto parameters = trainer.parameters();
    const Buffer before(parameters.begin(), parameters.end());
    const std::uint64_t step = trainer.step().step;
    return {step, layerFlows(trainer.network()->parameters(), before, trainer.parameters(), trainer.gradient())};
}

} // namespace engine
