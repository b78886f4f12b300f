#pragma once

#include "engine/recipe/recipe.h"

#include <optional>
#include <span>
#include <string_view>

namespace engine {

/// Every preset, in the order in which one meets them. Complete recipes.
std::span<const Recipe> presets();

/// Throws SettingError that lists the names.
const Recipe& findPreset(std::string_view name);

/// What a preset is there to show.
enum class PresetGroup {
    FirstSteps,
    Dense,
    Convolutions,
    Sequences,
    Generative,
    Toys,
    BadStarts, ///< that do not learn, or badly, to be compared with one that does
};

PresetGroup groupOf(const Recipe& preset);

/// Share of MNIST's test digits that it gets right once it is trained, mean of seeds 1 to 3, as tests/FIGURES.md tells.
/// Nothing where it names no digits, or where that was not measured.
std::optional<double> expectedAccuracy(const Recipe& preset);

} // namespace engine
