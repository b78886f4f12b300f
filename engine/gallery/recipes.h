#pragma once

#include "engine/recipe/recipe.h"

namespace engine::gallery {

// One a file, each of its own name.
Recipe softmax();
Recipe mlp16x16();
Recipe mlp128x64();
Recipe mlp512Dropout();
Recipe cnn2();

} // namespace engine::gallery
