#pragma once

#include "engine/recipe/recipe.h"

#include <span>
#include <string_view>

namespace engine {

/// How a network's pixels are scaled: "unit", [0, 1], as they come; "standard", mean 0 and variance 1 over the training
/// set; "none", 0 to 255. It is the network's first layer that does it, normalization or rescaling by 255.
std::span<const KindInfo> inputNormalizationKinds();

std::string_view inputNormalization(const Recipe& recipe);
/// Puts in, exchanges or takes away that first layer. Throws SettingError for an unknown kind.
void setInputNormalization(Recipe& recipe, std::string_view kind);

} // namespace engine
