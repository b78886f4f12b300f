#pragma once

#include "engine/recipe/recipe.h"

#include <span>
#include <string_view>

namespace engine {

/// Every preset, in the order in which one meets them. Complete recipes.
std::span<const Recipe> presets();

/// Throws SettingError that lists the names.
const Recipe& findPreset(std::string_view name);

} // namespace engine
