#pragma once

#include "app/selection.h"
#include "ui/panels/unit_page.h"

#include <optional>

class SampleReader;

/// What the inspector says of a unit. A unit of a layer without weights (ReLU, pooling, dropout) stands for the one
/// that it comes from; nothing where there is none, as with the pixels themselves.
std::optional<UnitPage> unitPage(const SampleReader& reader, const Selection::Unit& unit);
