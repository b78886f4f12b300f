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

/// Says so where a trained network goes.
void enter(Runs& runs, RunState state, void (Runs::*replace)(RunState))
{
    const bool wasTrained = runs.state().isTrained();
    const QString name = QString::fromStdString(state.recipe.name);
    (runs.*replace)(std::move(state));
    if (wasTrained)
        runs.announceReplacement(Runs::tr("A new %1 is in use.").arg(name));
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
        enter(runs, freshNetwork(recipe), &Runs::open);
    return check;
}

NetworkCheck applyRecipe(Runs& runs, engine::Recipe recipe)
{
    NetworkCheck check = checkNetwork(recipe, runs.data().get());
    if (!check.problem.isEmpty())
        return check;
    renameIfEdited(recipe);
    enter(runs, freshNetwork(recipe), &Runs::replace);
    return check;
}
