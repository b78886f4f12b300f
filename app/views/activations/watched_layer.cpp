#include "app/views/activations/watched_layer.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>

namespace {

std::string kindOf(const engine::Sequential& network, std::size_t layer)
{
    return network.layer(layer).spec().kind;
}

/// Whether what leaves the layer when it predicts is what enters it.
bool handsOn(const engine::Sequential& network, std::size_t layer)
{
    static const std::set<std::string> kinds{"flatten", "dropout", "linear"};
    return kinds.contains(kindOf(network, layer));
}

} // namespace

std::size_t lastHiddenLayer(const engine::Sequential& network)
{
    std::set<std::size_t> withWeights;
    for (const engine::ParameterSlice& slice : network.parameters().slices())
        if (slice.spec.role == engine::ParameterSpec::Role::Weight)
            withWeights.insert(slice.layer);
    if (withWeights.size() < 2)
        return withWeights.empty() ? network.size() - 1 : *withWeights.begin();
    std::size_t layer = *withWeights.rbegin() - 1;
    while (layer > 0 && handsOn(network, layer))
        --layer;
    return layer;
}

std::size_t watchedLayer(const engine::Sequential& network, const std::optional<Selection::Unit>& unit)
{
    return unit && unit->layer < network.size() ? unit->layer : lastHiddenLayer(network);
}

// sigmoid' = y (1 − y) and tanh' = 1 − y² are under a tenth of 1/4 and of 1 there; elu' = y + α below 0, at most α.
std::optional<FlatParts> flatParts(const engine::Sequential& network, std::size_t layer)
{
    while (layer > 0 && (handsOn(network, layer) || kindOf(network, layer) == "max_pool2d"))
        --layer;
    const engine::Spec spec = network.layer(layer).spec();
    if (spec.kind == "sigmoid" || spec.kind == "rbm")
        return FlatParts{.below = 0.025f, .above = 0.975f};
    if (spec.kind == "tanh")
        return FlatParts{.below = -0.95f, .above = 0.95f};
    if (spec.kind == "elu")
        return FlatParts{.below = float(-0.9 * spec.real("alpha")), .above = std::numeric_limits<float>::infinity()};
    return {};
}
