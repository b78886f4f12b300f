#pragma once

#include "engine/inspect/units.h"

#include <span>
#include <string>
#include <vector>

namespace cli {

/// "dense_1:3" or, of one layer, "dense_1:3,7".
struct UnitText
{
    std::string layer;
    std::vector<std::size_t> indices;
};

/// Throws UsageError that shows how units are written.
std::vector<UnitText> unitTexts(std::span<const std::string> texts);

/// Throws engine::Error where there is no such layer or unit.
std::vector<engine::Unit> unitsOf(const engine::Sequential& network, std::span<const UnitText> texts);

} // namespace cli
