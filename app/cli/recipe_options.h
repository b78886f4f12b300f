#pragma once

#include "app/cli/recipe_parts.h"

#include "engine/recipe/recipe.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cli {

/// A preset, and what is to be different from it.
struct RecipeOptions
{
    std::optional<std::string> preset;
    std::optional<std::string> optimizer; ///< "sgd:momentum=0.9"
    std::optional<std::int64_t> batch;
    std::optional<std::string> normalization; ///< of the input: "unit", "standard", "none"
    std::optional<std::string> layers; ///< "flatten dense:128 relu dense:10"
    std::optional<std::string> target; ///< "class" or "input"
    PartTexts parts;
    std::optional<double> validationSplit;
    std::optional<std::int64_t> epochs;
    std::optional<double> learningRate;
    std::optional<std::uint64_t> seed;
    std::optional<double> l1;
    std::optional<double> l2;
    std::optional<double> clipvalue;
    std::optional<double> clipnorm;
    std::optional<double> globalClipnorm;
};

// --preset, which is returned, --optimizer and --batch.
Option addNetworkOptions(Command command, RecipeOptions& options);
// Whatever else a recipe holds.
void addTrainingOptions(Command command, RecipeOptions& options);

/// preset must be given. Another optimiser comes with its own defaults, its learning rate too.
/// Throws UsageError.
engine::Recipe recipeOf(const RecipeOptions& options);

/// The recipe of a run that goes on: epochs may change, everything else is what the run is.
/// file: where it comes from, for errors. Throws UsageError.
engine::Recipe continued(engine::Recipe recipe, const RecipeOptions& options, const std::string& file);

} // namespace cli
