#pragma once

#include "engine/recipe/recipe.h"

#include <cstdint>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace cli {

/// A preset, and what is to be different from it.
struct RecipeOptions
{
    std::optional<std::string> preset;
    std::optional<std::string> optimizer;
    std::optional<std::int64_t> batch;
    std::optional<std::string> normalization; ///< of the input: "unit", "standard", "none"
    std::optional<std::string> augment; ///< "none", "distort", "rotation=15,elastic=34"
    std::optional<std::string> pretraining; ///< "none", "contrastive_divergence", "epochs=5,learning_rate=0.05"
    std::optional<std::string> earlyStopping; ///< "none", "early_stopping", "patience=3,monitor=train_loss"
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

// --preset, --optimizer, --batch.
void addNetworkOptions(CLI::App* command, RecipeOptions& options);
// --epochs, --learning-rate, --normalization, --augment, --pretraining, --early-stopping, --validation-split, --seed,
// --l1, --l2, --clipvalue, --clipnorm, --global-clipnorm.
void addTrainingOptions(CLI::App* command, RecipeOptions& options);

/// preset must be given. Another optimiser comes with its own defaults, its learning rate too.
/// Throws UsageError.
engine::Recipe recipeOf(const RecipeOptions& options);

/// The recipe of a run that goes on: epochs may change, everything else is what the run is.
/// file: where it comes from, for errors. Throws UsageError.
engine::Recipe continued(engine::Recipe recipe, const RecipeOptions& options, const std::string& file);

} // namespace cli
