#include "engine/inspect/dead_units.h"

#include "engine/data/data_loader.h"
#include "engine/inspect/data_pass.h"
#include "engine/layers/intervention.h"
#include "engine/layers/workspace.h"
#include "engine/train/compatibility.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

namespace engine {
namespace {

/// A unit is of use once it gives a number within.
struct UsefulRange
{
    float above = 0;
    float below = 0;
    bool isOfReLU = false;
};

constexpr float infinite = std::numeric_limits<float>::infinity();

/// Nothing of layers whose units cannot die.
std::optional<UsefulRange> usefulRangeOf(const std::string& kind)
{
    if (kind == "relu")
        return UsefulRange{.above = 0, .below = infinite, .isOfReLU = true};
    if (kind == "sigmoid" || kind == "rbm")
        return UsefulRange{.above = 0.02f, .below = 0.98f};
    if (kind == "tanh") // 2 σ(2x) - 1
        return UsefulRange{.above = -0.96f, .below = 0.96f};
    return {};
}

struct WatchedLayer
{
    std::size_t layer;
    UsefulRange range;
    UnitLayout layout;
};

std::vector<WatchedLayer> watchedLayersOf(const Sequential& network)
{
    std::vector<WatchedLayer> layers;
    for (std::size_t i = 0; i < network.size(); ++i)
        if (const auto range = usefulRangeOf(network.layer(i).spec().kind))
            layers.push_back({i, *range, UnitLayout(network.shapeBefore(i + 1))});
    return layers;
}

/// Marks in useful, [units], those that give a number in the range.
void markUseful(std::span<const float> numbers, const WatchedLayer& layer, std::vector<char>& useful)
{
    const UnitLayout& layout = layer.layout;
    for (std::size_t first = 0, unit = 0; first < numbers.size();
         first += layout.length, unit = (unit + 1) % layout.units)
        if (!useful[unit])
            useful[unit] = std::ranges::any_of(numbers.subspan(first, layout.length), [&layer](float number) {
                return number >= layer.range.above && number <= layer.range.below
                    && !(layer.range.isOfReLU && number == 0);
            });
}

} // namespace

std::vector<DeadUnits> deadUnits(const Model& model, const Dataset& data, const std::stop_token& stop,
                                 const Progress& progress)
{
    const Sequential& network = *model.network;
    requireCompatible(network, model.recipe, data);
    const std::vector<WatchedLayer> layers = watchedLayersOf(network);
    DataPass pass;
    std::vector<Workspace> workspaces;
    std::vector<std::vector<std::vector<char>>> useful(pass.workers()); // of each worker, layer and unit
    for (auto& own : useful) {
        workspaces.emplace_back(network, DataPass::samplesAtOnce, PassMode::Inference, Keep::EveryLayer);
        for (const WatchedLayer& layer : layers)
            own.emplace_back(layer.layout.units);
    }

    const std::size_t width = data.sampleShape.elements();
    const bool isWhole = pass.run(data.size(), stop, progress, [&](const DataPass::Part& part) {
        Workspace& workspace = workspaces[part.worker];
        scale(std::span(data.pixels).subspan(part.first * width, part.count * width),
              workspace.input().first(part.count * width));
        network.forward(model.weights->parameters, workspace, part.count);
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const std::size_t behind = layers[i].layer + 1;
            markUseful(workspace.activation(behind).first(part.count * network.shapeBefore(behind).elements()),
                       layers[i], useful[part.worker][i]);
        }
    });
    if (!isWhole)
        return {};

    std::vector<DeadUnits> result;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        DeadUnits& found = result.emplace_back();
        found.layer = layers[i].layer;
        found.units = layers[i].layout.units;
        for (std::size_t unit = 0; unit < found.units; ++unit)
            if (std::ranges::none_of(useful, [i, unit](const auto& own) { return own[i][unit] != 0; }))
                (layers[i].range.isOfReLU ? found.dead : found.saturated).push_back(unit);
    }
    return result;
}

} // namespace engine
