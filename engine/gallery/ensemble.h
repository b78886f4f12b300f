#pragma once

#include "engine/recipe/recipe.h"

#include <span>
#include <string>
#include <vector>

namespace engine {

/// The preset that is several networks, which read together: their probabilities are averaged.
struct EnsemblePreset
{
    std::string name;
    std::string description; ///< one sentence
    std::vector<std::string> members; ///< presets
};

const EnsemblePreset& ensemblePreset();

/// One recipe a name, each as its preset has it but for the seed, which counts on from the given one: networks of one
/// preset are to begin differently. Throws SettingError for an unknown name.
std::vector<Recipe> memberRecipes(std::span<const std::string> presets, std::uint64_t seed);

} // namespace engine
