#include "app/network_pictures.h"

#include "engine/layers/layer_kinds.h"

#include <QCoreApplication>

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

/// The maps that a dense layer looks at through Flatten and other layers that leave the numbers where they are.
engine::Shape mapsBefore(const engine::Sequential& network, std::size_t layer)
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
    if (shape.rank() == 4)
        return convolutionPictures(title, int(shape[1]), int(shape[2]), int(shape[3]), int(shape[0]), place);
    const Maps maps(mapsBefore(network, layer));
    return densePictures(title, maps.channels, maps.height, maps.width, int(shape[0]), place);
}

} // namespace

std::vector<LayerActivations> activationColumns(const engine::Sequential& network)
{
    const Maps input(network.inputShape());
    std::vector<LayerActivations> columns{{.name = tr("input"),
                                           .kind = tr("what the network sees"),
                                           .channels = input.channels,
                                           .height = input.height,
                                           .width = input.width,
                                           .look = ActivationLook::Ink}};
    for (std::size_t i = 0; i < network.size(); ++i) {
        const Maps maps(network.shapeBefore(i + 1));
        const std::string kind = network.layer(i).spec().kind;
        columns.push_back({.name = QString::fromStdString(network.name(i)),
                           .kind = QString::fromStdString(engine::findKind(engine::layerKinds(), kind, "layer").title),
                           .channels = maps.channels,
                           .height = maps.height,
                           .width = maps.width,
                           .signedValues = isSigned(network, i),
                           .isElementwise = isElementwise(network.layer(i))});
    }
    columns.push_back({.name = tr("softmax"),
                       .kind = tr("probabilities"),
                       .channels = int(network.outputShape().elements()),
                       .look = ActivationLook::Probabilities});
    return columns;
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
            || !hasWeightPictures(network.layer(slices[i].layer)))
            continue;
        WeightPlace place{.weights = slices[i].offset, .biases = {}};
        if (i + 1 < slices.size() && slices[i + 1].layer == slices[i].layer)
            place.biases = slices[i + 1].offset;
        all.push_back({slices[i].layer, picturesOf(network, slices[i].layer, slices[i], place)});
    }
    return all;
}
