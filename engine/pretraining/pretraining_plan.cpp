#include "engine/pretraining/pretraining_plan.h"

#include "engine/errors.h"
#include "engine/layers/rbm.h"

#include <algorithm>
#include <array>

namespace engine {
namespace {

/// Enough to average a free energy over, and few enough to be read after every epoch.
constexpr std::size_t mostHeldOut = 5'000;

bool isRbm(const Spec& layer)
{
    return layer.kind == Rbm::info().kind;
}

/// Layers that give numbers from 0 to 1 when pixels or probabilities enter them.
bool keepsProbabilities(const Spec& layer)
{
    constexpr std::array<std::string_view, 6> kinds{"flatten", "dropout", "max_pool2d", "average_pool2d", "sigmoid", "linear"};
    return isRbm(layer) || std::ranges::count(kinds, layer.kind);
}

} // namespace

PretrainingPlan::Place PretrainingPlan::placeAfter(std::uint64_t steps) const
{
    return {.layer = std::size_t(steps / stepsPerLayer()), .epoch = steps % stepsPerLayer() / stepsPerEpoch};
}

PretrainingPlan pretrainingPlan(const Recipe& recipe, std::size_t samples)
{
    if (recipe.pretraining.kind == "none")
        return {};
    const auto batch = std::size_t(recipe.batchSize);
    const std::size_t learnt = samples - heldOutSamples(samples);
    return {.layers = std::size_t(std::ranges::count_if(recipe.layers, isRbm)),
            .epochs = std::uint64_t(recipe.pretraining.integer("epochs")),
            .stepsPerEpoch = learnt / batch + (learnt % batch != 0 ? 1 : 0)};
}

std::size_t heldOutSamples(std::size_t samples)
{
    return std::min(samples / 10, mostHeldOut);
}

void requirePretrainable(const Sequential& network, const Recipe& recipe)
{
    if (recipe.pretraining.kind == "none")
        return;
    const auto last = std::ranges::find_if(recipe.layers.rbegin(), recipe.layers.rend(), isRbm).base();
    if (last == recipe.layers.begin())
        throw ShapeError("the network has no RBM layer, so there is nothing to pre-train; put one in, or take the "
                         "pre-training away");
    for (auto layer = recipe.layers.begin(); layer != last; ++layer)
        if (!keepsProbabilities(*layer))
            throw ShapeError("%1 stands before an RBM layer that is to be pre-trained, which reads only numbers from 0 "
                             "to 1: pixels, or the output of another RBM",
                             network.name(std::size_t(layer - recipe.layers.begin())));
}

} // namespace engine
