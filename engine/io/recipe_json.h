#pragma once

#include "engine/recipe/recipe.h"

#include <string>
#include <string_view>

namespace engine {

/// {"name", "input": [1, 28, 28], "layers": [{"kind": "dense", "units": 128}, …], "optimizer": {…}, …}
std::string toJson(const Recipe& recipe);

/// Throws SettingError with one sentence when the text is not JSON or not a recipe; the result is complete().
/// "layers" must be there, everything else has a default. An entry that this version does not know is refused
/// by name: a recipe decides the whole run, so half understood it would be another run.
Recipe recipeFromJson(std::string_view json);

} // namespace engine
