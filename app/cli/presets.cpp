#include "app/cli/commands.h"
#include "app/cli/json_line.h"
#include "app/cli/text.h"

#include "engine/gallery/gallery.h"
#include "engine/layers/sequential.h"
#include "engine/recipe/recipe_json.h"

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

int listPresets(bool json, const Console& console)
{
    for (const engine::Recipe& recipe : engine::presets()) {
        if (json)
            writeLine(console.out, lineOf(recipe));
        else
            console.out << left(recipe.name, 18) << right(grouped(parametersOf(recipe)), 9) << " parameters  "
                        << recipe.description << '\n';
    }
    return 0;
}

} // namespace

void addPresets(Commands& commands)
{
    auto* command = commands.program.add_subcommand("presets", "List the gallery's networks");
    const auto json = std::make_shared<bool>(false);
    addJson(command, *json);
    commands.onUse(command, [json](const Console& console) { return listPresets(*json, console); });
}

} // namespace cli
