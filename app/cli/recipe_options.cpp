#include "app/cli/recipe_options.h"

#include "app/cli/commands.h"
#include "app/cli/spec_text.h"

#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/optim/optimizer.h"
#include "engine/recipe/input_normalization.h"
#include "engine/train/complete_recipe.h"

#include <sstream>

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

/// What is not written stays as it was where the optimiser stays the same.
engine::Spec optimizerOf(const std::string& text, const engine::Spec& before)
{
    constexpr const char* what = "optimizer";
    try {
        engine::Spec written = writtenSpec(text, engine::optimizerKinds(), what);
        if (written.kind == before.kind)
            written.settings.insert(before.settings.begin(), before.settings.end());
        return engine::complete(written, engine::optimizerKinds(), what);
    } catch (const engine::SettingError& error) {
        refuse("--optimizer", error);
    }
}

void changeLearningRate(engine::Recipe& recipe, double rate)
{
    recipe.optimizer.settings["learning_rate"] = rate;
    try {
        engine::complete(recipe.optimizer, engine::optimizerKinds(), "optimizer");
    } catch (const engine::SettingError& error) {
        refuse("--learning-rate", error);
    }
}

void changeRegularizer(engine::Recipe& recipe, const std::optional<double>& l1, const std::optional<double>& l2)
{
    if (l1 || l2)
        recipe.regularizer = {"l1_l2", {{"l1", l1.value_or(0)}, {"l2", l2.value_or(0)}}};
}

void changeClipping(engine::Recipe& recipe, const char* kind, const std::optional<double>& limit)
{
    if (limit)
        recipe.clipping = {kind, {{"limit", *limit}}};
}

void changeNormalization(engine::Recipe& recipe, const std::string& kind)
{
    try {
        engine::setInputNormalization(recipe, kind);
    } catch (const engine::SettingError& error) {
        refuse("--normalization", error);
    }
}

void changeLayers(engine::Recipe& recipe, const std::string& text)
{
    try {
        recipe.layers = layersOf(text);
    } catch (const engine::SettingError& error) {
        refuse("--layers", error);
    }
    recipe.name += " (edited)";
    recipe.description.clear();
}

engine::Target targetOf(const std::string& text)
{
    return text == "input" ? engine::Target::Input : engine::Target::Label;
}

/// A tenth is held out where early stopping watches a validation part and nobody says how large.
void changeStopping(engine::Recipe& recipe, const RecipeOptions& options)
{
    constexpr double usualSplit = 0.1;
    const bool needsSplit = recipe.earlyStopping.kind != "none" && recipe.validationSplit == 0
        && recipe.earlyStopping.text("monitor").starts_with("validation_");
    if (needsSplit)
        recipe.validationSplit = usualSplit;
    recipe.validationSplit = options.validationSplit.value_or(recipe.validationSplit);
}

engine::Recipe checked(const engine::Recipe& recipe)
{
    try {
        return engine::complete(recipe);
    } catch (const engine::SettingError& error) {
        throw UsageError(error.what());
    }
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

Option addNetworkOptions(Command command, RecipeOptions& options)
{
    Option preset = command.option("--preset", &options.preset, "A network of the gallery, see \"digitscope presets\"");
    preset.valueName("NAME");
    command.option("--optimizer", &options.optimizer,
                        "sgd, adagrad, adadelta, rmsprop, adam, adamw, adamax or nadam, with settings "
                        "(sgd:momentum=0.9,nesterov=yes); the others are the preset's where it has the same, else its defaults")
        .valueName("HOW");
    command.option("--batch", &options.batch, "Samples of one step").valueName("N").countFrom(1);
    return preset;
}

void addTrainingOptions(Command command, RecipeOptions& options)
{
    command.option("--epochs", &options.epochs, "Passes over the training set, counted from the run's beginning")
        .valueName("N")
        .countFrom(0);
    command.option("--learning-rate", &options.learningRate, "Size of each step")
        .valueName("X");
    command.option("--normalization", &options.normalization,
                        "Pixels from 0 to 1 (unit), of mean 0 and variance 1 (standard), or from 0 to 255 (none)")
        .valueName("NAME");
    command.option("--layers", &options.layers,
                        "Another network: layers from the input on, each with its settings, as in \"conv2d:32 relu "
                        "max_pool2d flatten dropout:0.3 dense:10\"")
        .valueName("LAYERS");
    command.option("--target", &options.target, "What it is to give: the class of a sample, or the input itself")
        .valueName("NAME")
        .oneOf({"class", "input"});
    addParts(command, options.parts);
    command.option("--validation-split", &options.validationSplit,
                        "Share of the training samples, the last ones, that is held out and watched; 0.1 where early "
                        "stopping needs it")
        .valueName("X");
    command.option("--seed", &options.seed, "Decides the initial weights, the order, the dropout and the distortions")
        .valueName("S")
        .countFrom(0);
    command.option("--l1", &options.l1, "Price of each weight's size, added to the loss").valueName("X");
    command.option("--l2", &options.l2, "Price of each weight's square, added to the loss").valueName("X");
    Option value = command.option("--clipvalue", &options.clipvalue, "Most of each number of the gradient");
    Option norm = command.option("--clipnorm", &options.clipnorm, "Most of the norm of each array's gradient");
    Option global = command.option("--global-clipnorm", &options.globalClipnorm, "Most of the whole gradient's norm");
    value.valueName("X").excludes(norm).excludes(global);
    norm.valueName("X").excludes(global);
    global.valueName("X");
}

engine::Recipe recipeOf(const RecipeOptions& options)
{
    engine::Recipe recipe = presetOf(options.preset.value());
    if (options.optimizer)
        recipe.optimizer = optimizerOf(*options.optimizer, recipe.optimizer);
    if (options.learningRate)
        changeLearningRate(recipe, *options.learningRate);
    if (options.layers)
        changeLayers(recipe, *options.layers);
    if (options.normalization)
        changeNormalization(recipe, *options.normalization);
    if (options.target)
        recipe.target = targetOf(*options.target);
    changeParts(recipe, options.parts);
    changeStopping(recipe, options);
    recipe.batchSize = options.batch.value_or(recipe.batchSize);
    recipe.epochs = options.epochs.value_or(recipe.epochs);
    recipe.seed = options.seed.value_or(recipe.seed);
    changeRegularizer(recipe, options.l1, options.l2);
    changeClipping(recipe, "clipvalue", options.clipvalue);
    changeClipping(recipe, "clipnorm", options.clipnorm);
    changeClipping(recipe, "global_clipnorm", options.globalClipnorm);
    return checked(recipe);
}

engine::Recipe continued(engine::Recipe recipe, const RecipeOptions& options, const std::string& file)
{
    requireSame("--preset", options.preset, recipe.name, file);
    if (options.optimizer && optimizerOf(*options.optimizer, recipe.optimizer) != recipe.optimizer)
        throw UsageError("--optimizer " + *options.optimizer + " is not possible with --resume: " + file
                         + " goes on with its own");
    requireSame("--batch", options.batch, recipe.batchSize, file);
    requireSame("--seed", options.seed, recipe.seed, file);
    for (const auto& option : {options.l1, options.l2, options.clipvalue, options.clipnorm, options.globalClipnorm})
        if (option)
            throw UsageError("--l1, --l2 and the clipping are not possible with --resume: " + file + " goes on with its own");
    if (options.normalization)
        requireSame("--normalization", options.normalization, std::string(engine::inputNormalization(recipe)), file);
    if (options.layers || (options.target && targetOf(*options.target) != recipe.target))
        throw UsageError("--layers and --target are not possible with --resume: " + file + " goes on with its own network");
    requireSameParts(recipe, options.parts, file);
    requireSame("--validation-split", options.validationSplit, recipe.validationSplit, file);
    recipe.epochs = options.epochs.value_or(recipe.epochs);
    if (options.learningRate) { // a command to the run, not another recipe: only checked here
        engine::Recipe changed = recipe;
        changeLearningRate(changed, *options.learningRate);
    }
    return checked(recipe);
}

} // namespace cli
