#include "app/session/presets.h"

#include "engine/gallery/gallery.h"
#include "engine/train/compatibility.h"

#include <algorithm>

namespace {

/// A recipe that is no longer what its preset says must not go by the preset's name alone.
void renameIfEdited(engine::Recipe& recipe)
{
    const auto presets = engine::presets();
    const auto preset = std::ranges::find(presets, recipe.name, &engine::Recipe::name);
    if (preset == presets.end())
        return;
    if (preset->layers != recipe.layers) {
        recipe.name += " (edited)";
        recipe.description.clear();
    }
}

QString sentenceOn(const engine::Recipe& recipe)
{
    return Runs::tr("A new %1 is in use.").arg(QString::fromStdString(recipe.name));
}

} // namespace

NetworkCheck openPreset(Runs& runs, const std::string& name)
{
    engine::Recipe recipe = engine::findPreset(name);
    const auto data = runs.dataOf(recipe);
    if (data)
        recipe = engine::adaptedTo(recipe, data->train);
    NetworkCheck check = checkNetwork(recipe, data.get());
    if (check.problem.isEmpty())
        runs.open(freshNetwork(recipe), sentenceOn(recipe));
    return check;
}

NetworkCheck applyRecipe(Runs& runs, engine::Recipe recipe)
{
    NetworkCheck check = checkNetwork(recipe, runs.data().get());
    if (!check.problem.isEmpty())
        return check;
    renameIfEdited(recipe);
    runs.replace(freshNetwork(recipe), sentenceOn(recipe));
    return check;
}
