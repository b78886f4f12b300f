#include "app/cli/recipe_options.h"

#include "app/cli/console.h"

#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/optim/optimizer.h"

#include <CLI/CLI.hpp>

namespace cli {
namespace {

/// What the engine has against an option's value, with the option's name before it.
[[noreturn]] void refuse(const std::string& option, const engine::Error& error)
{
    throw UsageError(option + ": " + error.what());
}

engine::Recipe presetOf(const std::string& name)
{
    try {
        return engine::findPreset(name);
    } catch (const engine::SettingError& error) {
        refuse("--preset", error);
    }
}

void changeOptimizer(engine::Recipe& recipe, const std::string& kind)
{
    try {
        engine::findKind(engine::optimizerKinds(), kind, "optimizer");
    } catch (const engine::SettingError& error) {
        refuse("--optimizer", error);
    }
    if (recipe.optimizer.kind != kind)
        recipe.optimizer = {kind, {}};
}

template<typename T>
void requireSame(const char* option, const std::optional<T>& given, const T& kept, const std::string& file)
{
    if (!given || *given == kept)
        return;
    std::ostringstream text;
    text << option << ' ' << *given << " is not possible with --resume: " << file << " goes on with " << kept;
    throw UsageError(text.str());
}

} // namespace

void addNetworkOptions(CLI::App* command, RecipeOptions& options)
{
    command->add_option("--preset", options.preset, "A network of the gallery, see \"digitscope presets\"")
        ->type_name("NAME");
    command->add_option("--optimizer", options.optimizer, "sgd, rmsprop, adam, with its own default learning rate")
        ->type_name("NAME");
    command->add_option("--batch", options.batch, "Samples of one step")->type_name("N")->check(CLI::PositiveNumber);
}

void addTrainingOptions(CLI::App* command, RecipeOptions& options)
{
    command->add_option("--epochs", options.epochs, "Passes over the training set, counted from the run's beginning")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--learning-rate", options.learningRate, "Size of each step")
        ->type_name("X")
        ->check(CLI::PositiveNumber);
    command->add_option("--seed", options.seed, "Decides the first weights, the order and the dropout")->type_name("S");
}

engine::Recipe recipeOf(const RecipeOptions& options)
{
    engine::Recipe recipe = presetOf(options.preset.value());
    if (options.optimizer)
        changeOptimizer(recipe, *options.optimizer);
    if (options.learningRate)
        recipe.optimizer.settings["learning_rate"] = *options.learningRate;
    recipe.batchSize = options.batch.value_or(recipe.batchSize);
    recipe.epochs = options.epochs.value_or(recipe.epochs);
    recipe.seed = options.seed.value_or(recipe.seed);
    try {
        return engine::complete(recipe);
    } catch (const engine::SettingError& error) {
        throw UsageError(error.what());
    }
}

engine::Recipe continued(engine::Recipe recipe, const RecipeOptions& options, const std::string& file)
{
    requireSame("--preset", options.preset, recipe.name, file);
    requireSame("--optimizer", options.optimizer, recipe.optimizer.kind, file);
    requireSame("--batch", options.batch, recipe.batchSize, file);
    requireSame("--seed", options.seed, recipe.seed, file);
    recipe.epochs = options.epochs.value_or(recipe.epochs);
    try {
        return engine::complete(recipe);
    } catch (const engine::SettingError& error) {
        throw UsageError(error.what());
    }
}

} // namespace cli
