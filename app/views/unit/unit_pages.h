#pragma once

#include "app/session/selection.h"
#include "app/views/unit/unit_page.h"

#include <optional>

namespace engine {
struct Model;
class Predictor;
}

/// What the inspector says of a unit. A unit of a layer without weights (ReLU, pooling, dropout) stands for the one
/// that it comes from; nothing where there is none, as with the pixels themselves.
/// prediction: of the model; null: there is no sample.
std::optional<UnitPage> unitPage(const engine::Model& model, const engine::Predictor* prediction, const Selection::Unit& unit);
