#pragma once

#include "engine/recipe/recipe.h"

namespace engine {

/// The recipe with every setting filled in and checked. Stands here and not beside Recipe, for it knows all kinds that a
/// recipe may name, up to early stopping. Throws SettingError.
Recipe complete(const Recipe& recipe);

} // namespace engine
