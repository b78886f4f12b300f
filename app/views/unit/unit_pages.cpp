#include "app/views/unit/unit_pages.h"

#include "app/session/engine_words.h"
#include "app/views/network_pictures.h"
#include "engine/inspect/predictor.h"
#include "engine/layers/layer_kinds.h"
#include "engine/layers/window.h"
#include "engine/model/model.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>
#include <string>

namespace {

/// The weights and biases of one dense or convolutional layer.
struct Weights
{
    engine::Shape shape;
    std::span<const float> weights;
    std::span<const float> biases;

    Weights(const engine::Model& model, std::size_t layer)
    {
        for (const engine::ParameterSlice& slice : model.network->parameters().slices()) {
            if (slice.layer != layer)
                continue;
            const auto values = std::span(model.weights->parameters).subspan(slice.offset, slice.size());
            if (slice.spec.role == engine::ParameterSpec::Role::Weight) {
                shape = slice.spec.shape;
                weights = values;
            } else if (slice.spec.role == engine::ParameterSpec::Role::Bias) {
                biases = values;
            }
        }
    }

    std::span<const float> ofUnit(std::size_t unit) const
    {
        const std::size_t count = weights.size() / shape[0];
        return weights.subspan(unit * count, count);
    }
};

/// The network that the unit is of, and what it makes of the sample; null: there is none.
struct Subject
{
    const engine::Model& model;
    const engine::Predictor* prediction;
};

bool hasWeights(const engine::Sequential& network, std::size_t layer)
{
    return std::ranges::any_of(network.parameters().slices(), [layer](const engine::ParameterSlice& slice) {
        return slice.layer == layer && slice.spec.role == engine::ParameterSpec::Role::Weight;
    });
}

/// The unit with a picture of weights that this one comes from; none beyond a layer that mixes them otherwise, an LSTM.
std::optional<Selection::Unit> origin(const engine::Sequential& network, Selection::Unit unit)
{
    while (!hasWeightPictures(network.layer(unit.layer))) {
        if (unit.layer == 0 || hasWeights(network, unit.layer))
            return {};
        const engine::Shape& before = network.shapeBefore(unit.layer);
        if (before.rank() == 3 && network.shapeBefore(unit.layer + 1).rank() == 1)
            unit.index /= before[1] * before[2]; // through Flatten: back to the map
        --unit.layer;
    }
    return unit;
}

bool isActivation(const std::string& kind)
{
    static const std::set<std::string> kinds{"relu", "leaky_relu", "elu", "sigmoid", "tanh", "linear", "softmax"};
    return kinds.contains(kind);
}

/// Name and outcome of the activation function in the layer or behind it; value: place of the number in the layer's output.
void addActivation(UnitPage& page, const Subject& subject, std::size_t layer, std::size_t value)
{
    const engine::Sequential& network = *subject.model.network;
    if (network.layer(layer).spec().kind == "rbm") {
        page.activationName = translated(engine::findKind(engine::layerKinds(), "sigmoid", "layer").title);
        if (subject.prediction)
            page.activation = subject.prediction->activation(layer + 1)[value];
        return;
    }
    if (layer + 1 >= network.size())
        return;
    const std::string kind = network.layer(layer + 1).spec().kind;
    if (!isActivation(kind))
        return;
    page.activationName = translated(engine::findKind(engine::layerKinds(), kind, "layer").title);
    if (subject.prediction)
        page.activation = subject.prediction->activation(layer + 2)[value];
}

void addDense(UnitPage& page, const Subject& subject, const Selection::Unit& unit)
{
    const engine::Sequential& network = *subject.model.network;
    std::size_t source = unit.layer;
    while (source > 0 && network.layer(source - 1).aliasing() != engine::Aliasing::None)
        --source;
    const engine::Shape& shape = network.shapeBefore(source);
    if (shape.rank() == 3) {
        page.channels = int(shape[0]);
        page.rows = int(shape[1]);
        page.columns = int(shape[2]);
    } else {
        page.rows = shape.rank() == 2 ? int(shape[0]) : 1;
        page.columns = int(shape[shape.rank() - 1]);
    }
    page.inputNames = inputNames(network, unit.layer);
    if (subject.prediction) {
        const auto input = subject.prediction->activation(unit.layer);
        page.input.assign(input.begin(), input.end());
    }
    addActivation(page, subject, unit.layer, unit.index);
}

/// The patch under the kernel where this filter answers most strongly.
void addConvolution(UnitPage& page, const Subject& subject, const Selection::Unit& unit)
{
    const engine::Sequential& network = *subject.model.network;
    const engine::Spec spec = network.layer(unit.layer).spec();
    const engine::Window window{std::size_t(spec.integer("kernel_size")), std::size_t(spec.integer("stride")),
                                engine::paddingFrom(spec.text("padding"))};
    const engine::Shape& in = network.shapeBefore(unit.layer);
    const engine::Shape& out = network.shapeBefore(unit.layer + 1);
    page.channels = int(in[0]);
    page.rows = page.columns = int(window.size);
    std::size_t strongest = 0;
    if (subject.prediction) {
        const auto map = subject.prediction->activation(unit.layer + 1).subspan(unit.index * out[1] * out[2], out[1] * out[2]);
        strongest = std::size_t(std::ranges::max_element(map) - map.begin());
        const std::size_t row = strongest / out[2];
        const std::size_t column = strongest % out[2];
        page.place = QCoreApplication::translate("UnitPages", "row %1, column %2, where its output is largest").arg(row + 1).arg(column + 1);
        const auto input = subject.prediction->activation(unit.layer);
        for (std::size_t channel = 0; channel < in[0]; ++channel) {
            for (std::size_t y = 0; y < window.size; ++y) {
                for (std::size_t x = 0; x < window.size; ++x) {
                    // Beyond the border these wrap to huge numbers, which are outside as well.
                    const std::size_t inY = row * window.stride + y - window.padBefore(in[1]);
                    const std::size_t inX = column * window.stride + x - window.padBefore(in[2]);
                    page.input.push_back(inY < in[1] && inX < in[2] ? input[(channel * in[1] + inY) * in[2] + inX] : 0.0f);
                }
            }
        }
    }
    addActivation(page, subject, unit.layer, unit.index * out[1] * out[2] + strongest);
}

} // namespace

std::optional<UnitPage> unitPage(const engine::Model& model, const engine::Predictor* prediction, const Selection::Unit& unit)
{
    const engine::Sequential& network = *model.network;
    if (unit.layer >= network.size())
        return {};
    const auto source = origin(network, unit);
    if (!source)
        return {};
    const Weights weights(model, source->layer);
    if (weights.shape.rank() == 0 || source->index >= weights.shape[0])
        return {};

    const auto own = weights.ofUnit(source->index);
    UnitPage page;
    page.layerName = QString::fromStdString(network.name(source->layer));
    page.kind = QString::fromStdString(network.layer(source->layer).spec().kind);
    page.unit = int(source->index);
    page.weights = {own.begin(), own.end()};
    page.bias = weights.biases.empty() ? 0.0f : weights.biases[source->index];
    if (weights.shape.rank() == 4)
        addConvolution(page, {model, prediction}, *source);
    else
        addDense(page, {model, prediction}, *source);
    return page;
}
