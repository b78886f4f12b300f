#include "engine/gallery/gallery.h"

#include "engine/errors.h"
#include "engine/gallery/recipes.h"
#include "engine/train/complete_recipe.h"

#include <algorithm>
#include <vector>

namespace engine {

namespace {

/// A preset, and what is said of it.
struct Entry
{
    Recipe (*recipe)();
    PresetGroup group;
    double accuracy = 0; ///< 0: see expectedAccuracy()
};

using enum PresetGroup;

const Entry entries[] = {
    {gallery::softmax, FirstSteps, 0.9243},
    {gallery::mlp16x16, FirstSteps, 0.9491},
    {gallery::mlp128x64, FirstSteps, 0.9821},
    {gallery::mlp256x256, Dense, 0.9834},
    {gallery::mlp256x256Normal, BadStarts},
    {gallery::mlp512Dropout, Dense, 0.9862},
    {gallery::mlpDeepDropout, Dense, 0.9866},
    {gallery::sigmoidDeep, BadStarts},
    {gallery::lenet5, Convolutions, 0.9920},
    {gallery::cnn2, Convolutions, 0.9912},
    {gallery::cnn3, Convolutions, 0.9953},
    {gallery::cnnBest, Convolutions, 0.9972},
    {gallery::reader, Convolutions},
    {gallery::autoencoder, Generative},
    {gallery::neuron, Toys},
    {gallery::xorNet, Toys},
    {gallery::xorDeep, BadStarts},
    {gallery::xorDeepRelu, Toys},
    {gallery::lstmRows, Sequences, 0.9891},
    {gallery::dbn, Generative, 0.9864},
};

const Entry& entryOf(const Recipe& preset)
{
    const auto all = presets();
    const auto found = std::ranges::find(all, preset.name, &Recipe::name);
    if (found == all.end())
        throw SettingError("\"%1\" is no preset", preset.name);
    return entries[found - all.begin()];
}

} // namespace

std::span<const Recipe> presets()
{
    static const std::vector<Recipe> all = [] {
        std::vector<Recipe> recipes;
        for (const Entry& entry : entries)
            recipes.push_back(complete(entry.recipe()));
        return recipes;
    }();
    return all;
}

PresetGroup groupOf(const Recipe& preset)
{
    return entryOf(preset).group;
}

std::optional<double> expectedAccuracy(const Recipe& preset)
{
    const double accuracy = entryOf(preset).accuracy;
    return accuracy > 0 ? std::optional(accuracy) : std::nullopt;
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
