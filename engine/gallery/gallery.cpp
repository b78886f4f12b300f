#include "engine/gallery/gallery.h"

#include "engine/errors.h"
#include "engine/gallery/recipes.h"
#include "engine/train/complete_recipe.h"

#include <algorithm>

namespace engine {

std::span<const Recipe> presets()
{
    static const std::vector<Recipe> all = [] {
        std::vector<Recipe> recipes{
            gallery::softmax(),
            gallery::mlp16x16(),
            gallery::mlp128x64(),
            gallery::mlp256x256(),
            gallery::mlp256x256Normal(),
            gallery::mlp512Dropout(),
            gallery::mlpDeepDropout(),
            gallery::sigmoidDeep(),
            gallery::lenet5(),
            gallery::cnn2(),
            gallery::cnn3(),
            gallery::cnnBest(),
            gallery::reader(),
            gallery::autoencoder(),
            gallery::neuron(),
            gallery::xorNet(),
            gallery::xorDeep(),
            gallery::xorDeepRelu(),
            gallery::lstmRows(),
            gallery::dbn(),
        };
        std::ranges::transform(recipes, recipes.begin(), [](const Recipe& recipe) { return complete(recipe); });
        return recipes;
    }();
    return all;
}

const Recipe& findPreset(std::string_view name)
{
    const auto all = presets();
    const auto found = std::ranges::find(all, name, &Recipe::name);
    if (found != all.end())
        return *found;
    std::string names;
    for (const Recipe& recipe : all)
        names += (names.empty() ? "" : ", ") + recipe.name;
    throw SettingError("there is no preset \"%1\", expected one of %2", name, names);
}

} // namespace engine
