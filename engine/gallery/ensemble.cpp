#include "engine/gallery/ensemble.h"

#include "engine/gallery/gallery.h"

namespace engine {

const EnsemblePreset& ensemblePreset()
{
    static const EnsemblePreset preset{
        .name = "ensemble",
        .description = "Three LeNet-5 with different initial weights: the mean of their probabilities is right more "
                       "often than each of them.",
        .members = {"lenet-5", "lenet-5", "lenet-5"},
    };
    return preset;
}

std::vector<Recipe> memberRecipes(std::span<const std::string> presets, std::uint64_t seed)
{
    std::vector<Recipe> recipes;
    for (const std::string& preset : presets) {
        recipes.push_back(findPreset(preset));
        recipes.back().seed = seed + recipes.size() - 1;
    }
    return recipes;
}

} // namespace engine
