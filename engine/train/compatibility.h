#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/sequential.h"
#include "engine/recipe/recipe.h"

namespace engine {

/// Throws ShapeError when the recipe's loss cannot take such outputs.
void requireCompatibleLoss(const Sequential& network, const Recipe& recipe);

/// Throws Error when the recipe's network cannot learn from this data, or be tested with it: no samples, another
/// picture size, outputs that do not fit the target or the loss, a pre-training that the network cannot have.
void requireCompatible(const Sequential& network, const Recipe& recipe, const Dataset& data);

/// A recipe that has seen no data yet, for these: it reads pictures of their size, and its last layer has as many units as
/// there are classes, where it has too few, or where they have names. Left as it is where no dense layer comes last.
Recipe adaptedTo(Recipe recipe, const Dataset& data);

} // namespace engine
