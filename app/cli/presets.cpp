#include "app/cli/commands.h"
#include "app/cli/json_line.h"
#include "app/cli/text.h"

#include "engine/gallery/ensemble.h"
#include "engine/gallery/gallery.h"
#include "engine/io/recipe_json.h"
#include "engine/layers/sequential.h"

#include <algorithm>
#include <memory>
#include <ostream>

namespace cli {
namespace {

std::size_t parametersOf(const engine::Recipe& recipe)
{
    return engine::Sequential(recipe.input, recipe.layers).parameters().size();
}

Json lineOf(const engine::Recipe& recipe)
{
    return {{"name", recipe.name},
            {"description", recipe.description},
            {"layers", Json::parse(engine::toJson(recipe)).at("layers")},
            {"parameters", parametersOf(recipe)}};
}

std::size_t parametersOf(const engine::EnsemblePreset& ensemble)
{
    std::size_t sum = 0;
    for (const engine::Recipe& recipe : engine::memberRecipes(ensemble.members, 1))
        sum += parametersOf(recipe);
    return sum;
}

Json lineOf(const engine::EnsemblePreset& ensemble)
{
    Json layers = Json::array();
    for (const std::string& member : ensemble.members)
        layers.push_back({{"kind", "network"}, {"preset", member}});
    return {{"name", ensemble.name},
            {"description", ensemble.description},
            {"layers", layers},
            {"members", ensemble.members},
            {"parameters", parametersOf(ensemble)}};
}

int listPresets(bool json, const Console& console)
{
    const auto list = [&](const auto& preset) {
        if (json)
            writeLine(console.out, lineOf(preset));
        else
            console.out << left(preset.name, 18) << right(grouped(parametersOf(preset)), 9) << " parameters  "
                        << preset.description << '\n';
    };
    std::ranges::for_each(engine::presets(), list);
    list(engine::ensemblePreset());
    return 0;
}

} // namespace

void addPresets(Commands& commands)
{
    Command command = commands.line.subcommand("presets", "List the gallery's networks");
    const auto json = std::make_shared<bool>(false);
    addJson(command, *json);
    commands.onUse(command, [json](const Console& console) { return listPresets(*json, console); });
}

} // namespace cli
