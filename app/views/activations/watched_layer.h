#pragma once

#include "app/session/selection.h"
#include "app/views/activations/layer_shares.h"

#include "engine/layers/sequential.h"

#include <cstddef>
#include <optional>

/// Of the layers before the last one with weights, the last that does not only hand on what it gets; of a network
/// without hidden layers, its one layer with weights.
std::size_t lastHiddenLayer(const engine::Sequential& network);

/// The selected unit's, or else the last hidden one.
std::size_t watchedLayer(const engine::Sequential& network, const std::optional<Selection::Unit>& unit);

/// Where the slope of the function that the layer's outputs come from is less than a tenth of the steepest; nullopt:
/// nowhere, or only at 0, as of ReLU.
std::optional<FlatParts> flatParts(const engine::Sequential& network, std::size_t layer);
