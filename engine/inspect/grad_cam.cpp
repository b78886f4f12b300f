#include "engine/inspect/grad_cam.h"

#include "engine/errors.h"
#include "engine/inspect/logit_function.h"
#include "engine/layers/conv2d.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

/// Between which two places of one axis a place of the other size lies, and how far it is to the second.
struct Between
{
    std::size_t first, second;
    float share;

    Between(std::size_t place, std::size_t places, std::size_t of)
    {
        const double at = std::clamp((double(place) + 0.5) * double(of) / double(places) - 0.5, 0.0, double(of - 1));
        first = std::size_t(at);
        second = std::min(first + 1, of - 1);
        share = float(at - double(first));
    }
};

} // namespace

std::optional<std::size_t> gradCamLayer(const Sequential& network)
{
    std::optional<std::size_t> last;
    bool isConvolved = false;
    for (std::size_t i = 0; i < logitLayers(network); ++i) {
        const Shape& output = network.shapeBefore(i + 1);
        isConvolved = isConvolved || network.layer(i).spec().kind == Conv2d::info().kind;
        if (isConvolved && output.rank() == 3 && output[1] * output[2] > 1)
            last = i;
    }
    return last;
}

Attribution gradCam(const Model& model, std::span<const float> input, const AskedLogit& asked,
                    const std::stop_token& stop)
{
    const Sequential& network = *model.network;
    Attribution attribution{.logit = LogitFunction(model, asked, 1).valueAt(input)};
    const auto layer = gradCamLayer(network);
    if (!layer)
        throw Error(
            "the network %1 has no layer of maps, as a convolution gives them, which Grad-CAM looks at; try the "
            "method integrated_gradients",
            model.recipe.name);
    if (stop.stop_requested())
        return attribution;

    const LayerRange layers{.last = logitLayers(network)};
    Workspace workspace(network, 1, PassMode::Differentiable, Keep::EveryLayer, layers);
    const auto& parameters = model.weights->parameters;
    std::ranges::copy(input, workspace.input().begin());
    network.forward(parameters, workspace, 1, {.mode = PassMode::Differentiable, .layers = layers});
    std::ranges::copy(logitWeights(model, asked), workspace.gradient(layers.last).begin());
    network.backward(parameters, workspace, 1, {.input = true}, {.first = *layer + 1, .last = layers.last});

    const Shape& shape = network.shapeBefore(*layer + 1);
    const std::size_t places = shape[1] * shape[2];
    std::vector<float> map(places);
    for (std::size_t channel = 0; channel < shape[0]; ++channel) {
        const auto slopes = workspace.gradient(*layer + 1).subspan(channel * places, places);
        double weight = 0;
        for (const float slope : slopes)
            weight += double(slope) / double(places);
        for (std::size_t place = 0; place < places; ++place)
            map[place] += float(weight) * workspace.activation(*layer + 1)[channel * places + place];
    }
    for (float& value : map)
        value = std::max(value, 0.0f);
    attribution.map = resized(map, {shape[1], shape[2]}, {network.inputShape()[1], network.inputShape()[2]});
    return attribution;
}

std::vector<float> resized(std::span<const float> map, const Shape& from, const Shape& to)
{
    std::vector<float> result;
    for (std::size_t row = 0; row < to[0]; ++row)
        for (std::size_t column = 0; column < to[1]; ++column) {
            const Between down(row, to[0], from[0]), across(column, to[1], from[1]);
            const auto alongRow = [&](std::size_t y) {
                return std::lerp(map[y * from[1] + across.first], map[y * from[1] + across.second], across.share);
            };
            result.push_back(std::lerp(alongRow(down.first), alongRow(down.second), down.share));
        }
    return result;
}

} // namespace engine
