#include "engine/inspect/unit_means.h"

#include "engine/data/data_loader.h"
#include "engine/layers/workspace.h"

#include <algorithm>

namespace engine {
namespace {

constexpr std::size_t samplesAtOnce = 32;

} // namespace

std::vector<float> unitMeans(const Sequential& network, std::span<const float> parameters, const Dataset& data,
                             std::size_t layer, const std::stop_token& stop)
{
    const LayerRange layers{.last = layer + 1};
    const std::size_t width = network.inputShape().elements();
    const std::size_t outputs = network.shapeBefore(layer + 1).elements();
    const UnitLayout layout(network.shapeBefore(layer + 1));
    Workspace workspace(network, samplesAtOnce, PassMode::Inference, Keep::Needed, layers);
    std::vector<double> sums(layout.units);
    for (std::size_t first = 0; first < data.size(); first += samplesAtOnce) {
        if (stop.stop_requested())
            return {};
        const std::size_t samples = std::min(samplesAtOnce, data.size() - first);
        scale(std::span(data.pixels).subspan(first * width, samples * width), workspace.input().first(samples * width));
        network.forward(parameters, workspace, samples, {.layers = layers});
        const float* number = workspace.activation(layer + 1).data();
        for (std::size_t run = 0; run < samples * layout.runs; ++run)
            for (double& sum : sums)
                for (std::size_t i = 0; i < layout.length; ++i)
                    sum += double(*number++);
    }
    std::vector<float> means;
    for (const double sum : sums)
        means.push_back(float(sum * double(layout.units) / (double(data.size()) * double(outputs))));
    return means;
}

Intervention heldAtMeans(std::size_t layer, std::vector<std::size_t> units, std::span<const float> means)
{
    Intervention intervention{.kind = Intervention::Kind::Mean, .layer = layer, .units = std::move(units)};
    for (const std::size_t unit : intervention.units)
        intervention.means.push_back(means[unit]);
    return intervention;
}

} // namespace engine
