#include "app/views/network_pictures.h"

#include "app/session/engine_words.h"

#include "engine/layers/layer_kinds.h"
#include "engine/layers/lstm.h"
#include "engine/loss/softmax_cross_entropy.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>
#include <string>

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("NetworkPictures", text);
}

/// {C, H, W}; a row of n features counts as n channels of 1×1, and steps × features as one map.
struct Maps
{
    int channels;
    int height;
    int width;

    explicit Maps(const engine::Shape& shape)
        : channels(shape.rank() == 2 ? 1 : int(shape[0]))
        , height(shape.rank() == 1 ? 1 : int(shape[shape.rank() - 2]))
        , width(shape.rank() == 1 ? 1 : int(shape[shape.rank() - 1]))
    {
    }
};

bool isElementwise(const engine::Layer& layer)
{
    return layer.aliasing() != engine::Aliasing::None;
}

/// Whether what leaves the layer can be below zero.
bool isSigned(const engine::Sequential& network, std::size_t layer)
{
    const std::string kind = network.layer(layer).spec().kind;
    static const std::set<std::string> neverBelow{"relu", "sigmoid", "softmax", "rbm"};
    static const std::set<std::string> keepsTheSign{"flatten",        "dropout",    "max_pool2d",
                                                    "average_pool2d", "leaky_relu", "elu", "linear"};
    if (neverBelow.contains(kind))
        return false;
    return !keepsTheSign.contains(kind) || (layer > 0 && isSigned(network, layer - 1));
}

/// Whether there are pictures of a layer's weights; an LSTM has four rows of weights a unit.
bool canBeDrawn(const engine::Layer& layer)
{
    return hasWeightPictures(layer) || layer.spec().kind == engine::Lstm::info().kind;
}

/// The shape that a layer looks at through Flatten and other layers that leave the numbers where they are.
const engine::Shape& sourceOf(const engine::Sequential& network, std::size_t layer)
{
    while (layer > 0 && isElementwise(network.layer(layer - 1)))
        --layer;
    return network.shapeBefore(layer);
}

WeightPictures picturesOf(const engine::Sequential& network, std::size_t layer, const engine::ParameterSlice& weight,
                          const WeightPlace& place)
{
    const QString title = QStringLiteral("%1 · %2 → %3")
                              .arg(QString::fromStdString(network.name(layer)),
                                   QString::fromStdString(network.shapeBefore(layer).text()),
                                   QString::fromStdString(network.shapeBefore(layer + 1).text()));
    const engine::Shape& shape = weight.spec.shape;
    if (network.layer(layer).spec().kind == engine::Lstm::info().kind) {
        const int units = int(shape[0]) / 4;
        const bool isRecurrent = weight.spec.name == "recurrent_weight";
        const QString whole = isRecurrent ? tr("%1 · from its own %2 cells").arg(QString::fromStdString(network.name(layer))).arg(units) : title;
        return gatePictures(whole, int(shape[1]), units, weight.offset);
    }
    if (shape.rank() == 4)
        return convolutionPictures(title, int(shape[1]), int(shape[2]), int(shape[3]), int(shape[0]), place);
    const Maps maps(sourceOf(network, layer));
    WeightPictures pictures = densePictures(title, maps.channels, maps.height, maps.width, int(shape[0]), place);
    pictures.inputNames = inputNames(network, layer);
    if (!pictures.inputNames.isEmpty())
        pictures.help = tr("One picture for each neuron, one cell for each input: %1.").arg(pictures.inputNames.join(QStringLiteral(", ")));
    return pictures;
}

/// What the network says in the end.
LayerActivations answer(const engine::Sequential& network, const engine::Recipe& recipe)
{
    if (recipe.target == engine::Target::Input) {
        const Maps maps(network.inputShape());
        return {.name = tr("answer"),
                .kind = tr("reconstruction"),
                .channels = maps.channels,
                .height = maps.height,
                .width = maps.width,
                .look = ActivationLook::Ink};
    }
    const std::size_t outputs = network.outputShape().elements();
    return {.name = recipe.loss.kind == engine::SoftmaxCrossEntropy::info().kind ? tr("softmax") : tr("answer"),
            .kind = tr("probabilities"),
            .channels = int(std::max<std::size_t>(2, outputs)),
            .look = ActivationLook::Probabilities};
}

} // namespace

std::vector<LayerActivations> activationColumns(const engine::Sequential& network, const engine::Recipe& recipe)
{
    const Maps input(network.inputShape());
    std::vector<LayerActivations> columns{{.name = tr("input"),
                                           .kind = tr("what the network sees"),
                                           .channels = input.channels,
                                           .height = input.height,
                                           .width = input.width,
                                           .look = ActivationLook::Ink,
                                           .names = inputNames(network, 0)}};
    for (std::size_t i = 0; i < network.size(); ++i) {
        const Maps maps(network.shapeBefore(i + 1));
        const std::string kind = network.layer(i).spec().kind;
        columns.push_back({.name = QString::fromStdString(network.name(i)),
                           .kind = translated(engine::findKind(engine::layerKinds(), kind, "layer").title),
                           .channels = maps.channels,
                           .height = maps.height,
                           .width = maps.width,
                           .signedValues = isSigned(network, i),
                           .isElementwise = isElementwise(network.layer(i))});
    }
    columns.push_back(answer(network, recipe));
    return columns;
}

std::vector<float> classProbabilities(std::span<const float> outputs)
{
    if (outputs.size() == 1)
        return {1 - outputs[0], outputs[0]};
    return {outputs.begin(), outputs.end()};
}

QStringList inputNames(const engine::Sequential& network, std::size_t layer)
{
    const engine::Shape& input = network.inputShape();
    if (input.rank() != 1 || &sourceOf(network, layer) != &input)
        return {};
    QStringList names;
    for (std::size_t i = 1; i <= input[0]; ++i)
        names << QStringLiteral("x%1").arg(i);
    return names;
}

QString pointName(const engine::Dataset& points, std::size_t index)
{
    QStringList numbers;
    for (const std::uint8_t number : points.sample(index))
        numbers << QString::number(number / 255.0);
    return QStringLiteral("(%1) → %2").arg(numbers.join(QStringLiteral(", ")), QString::fromStdString(points.classNames[points.labels[index]]));
}

bool hasWeightPictures(const engine::Layer& layer)
{
    const std::string kind = layer.spec().kind;
    return kind == "dense" || kind == "rbm" || kind == "conv2d";
}

std::vector<LayerPictures> weightPictures(const engine::Sequential& network)
{
    std::vector<LayerPictures> all;
    const auto slices = network.parameters().slices();
    for (std::size_t i = 0; i < slices.size(); ++i) {
        if (slices[i].spec.role != engine::ParameterSpec::Role::Weight
            || !canBeDrawn(network.layer(slices[i].layer)))
            continue;
        WeightPlace place{.weights = slices[i].offset, .biases = {}};
        if (i + 1 < slices.size() && slices[i + 1].layer == slices[i].layer && slices[i + 1].spec.role == engine::ParameterSpec::Role::Bias)
            place.biases = slices[i + 1].offset;
        all.push_back({slices[i].layer, picturesOf(network, slices[i].layer, slices[i], place)});
    }
    return all;
}
