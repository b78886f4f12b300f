#include "app/cli/recipe_options.h"

#include "app/cli/commands.h"

#include "engine/data/augmentation.h"
#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/optim/optimizer.h"
#include "engine/pretraining/pretraining_kinds.h"
#include "engine/recipe/input_normalization.h"
#include "engine/train/early_stopping.h"

#include <algorithm>
#include <charconv>
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

/// "rotation=15", "monitor=train_loss"
std::pair<std::string, engine::SettingValue> settingOf(const std::string& option, const std::string& text)
{
    const std::string name = text.substr(0, text.find('='));
    const std::string value = text.substr(std::min(name.size() + 1, text.size()));
    if (value.empty())
        throw UsageError(option + ": \"" + text + "\" is no setting, expected one such as name=value");
    double number = 0;
    const char* const end = value.data() + value.size();
    if (std::from_chars(value.data(), end, number).ptr == end)
        return {name, number};
    return {name, value};
}

/// A kind by its name, or the settings in which it differs from its defaults: "rotation=15,elastic=34".
engine::Spec specOf(const std::string& option, const std::string& text, const std::string& kind,
                    std::span<const engine::KindInfo> kinds, const char* what)
{
    engine::Spec spec{text, {}};
    if (text.find('=') != std::string::npos) {
        spec.kind = kind;
        std::istringstream parts(text);
        for (std::string part; std::getline(parts, part, ',');)
            spec.settings.insert(settingOf(option, part));
    }
    try {
        return engine::complete(spec, kinds, what);
    } catch (const engine::SettingError& error) {
        refuse(option, error);
    }
}

engine::Spec augmentationOf(const std::string& text)
{
    return specOf("--augment", text, "distort", engine::augmentationKinds(), "augmentation");
}

engine::Spec pretrainingOf(const std::string& text)
{
    return specOf("--pretraining", text, "contrastive_divergence", engine::pretrainingKinds(), "pre-training");
}

engine::Spec earlyStoppingOf(const std::string& text)
{
    return specOf("--early-stopping", text, "early_stopping", engine::earlyStoppingKinds(), "early stopping");
}

/// A tenth is held out where early stopping watches a validation part and nobody says how large.
void changeStopping(engine::Recipe& recipe, const RecipeOptions& options)
{
    constexpr double usualSplit = 0.1;
    if (options.earlyStopping)
        recipe.earlyStopping = earlyStoppingOf(*options.earlyStopping);
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

void addNetworkOptions(CLI::App* command, RecipeOptions& options)
{
    command->add_option("--preset", options.preset, "A network of the gallery, see \"digitscope presets\"")
        ->type_name("NAME");
    command->add_option("--optimizer", options.optimizer,
                        "sgd, adagrad, adadelta, rmsprop, adam, adamw, adamax or nadam, "
                        "with its own default learning rate")
        ->type_name("NAME");
    command->add_option("--batch", options.batch, "Samples of one step")->type_name("N")->check(countFrom(1));
}

void addTrainingOptions(CLI::App* command, RecipeOptions& options)
{
    command->add_option("--epochs", options.epochs, "Passes over the training set, counted from the run's beginning")
        ->type_name("N")
        ->check(countFrom(0));
    command->add_option("--learning-rate", options.learningRate, "Size of each step")
        ->type_name("X");
    command->add_option("--normalization", options.normalization,
                        "Pixels from 0 to 1 (unit), of mean 0 and variance 1 (standard), or from 0 to 255 (none)")
        ->type_name("NAME");
    command->add_option("--augment", options.augment,
                        "Learn from distorted pictures: distort, or its settings (shift=2,rotation=10,scale=0.1,shear=0.1,"
                        "elastic=34,elastic_sigma=4,stroke_width=0.5), or none")
        ->type_name("HOW");
    command->add_option("--pretraining", options.pretraining,
                        "First teach RBM layers the pictures: contrastive_divergence, or its settings (epochs=10,"
                        "learning_rate=0.1,momentum=0.9,weight_decay=0.0002,steps=1), or none")
        ->type_name("HOW");
    command->add_option("--early-stopping", options.earlyStopping,
                        "End the run when nothing improves: early_stopping, or its settings (monitor=validation_loss,"
                        "patience=3,min_delta=0,restore_best_weights=yes,start_from_epoch=0), or none")
        ->type_name("HOW");
    command->add_option("--validation-split", options.validationSplit,
                        "Share of the training samples, the last ones, that is held out and watched; 0.1 where early "
                        "stopping needs it")
        ->type_name("X");
    command->add_option("--seed", options.seed, "Decides the first weights, the order, the dropout and the distortions")
        ->type_name("S")
        ->check(countFrom(0));
    command->add_option("--l1", options.l1, "Price of each weight's size, added to the loss")->type_name("X");
    command->add_option("--l2", options.l2, "Price of each weight's square, added to the loss")->type_name("X");
    auto* value = command->add_option("--clipvalue", options.clipvalue, "Most of each number of the gradient");
    auto* norm = command->add_option("--clipnorm", options.clipnorm, "Most of the norm of each array's gradient");
    auto* global = command->add_option("--global-clipnorm", options.globalClipnorm, "Most of the whole gradient's norm");
    value->type_name("X")->excludes(norm)->excludes(global);
    norm->type_name("X")->excludes(global);
    global->type_name("X");
}

engine::Recipe recipeOf(const RecipeOptions& options)
{
    engine::Recipe recipe = presetOf(options.preset.value());
    if (options.optimizer)
        changeOptimizer(recipe, *options.optimizer);
    if (options.learningRate)
        changeLearningRate(recipe, *options.learningRate);
    if (options.normalization)
        changeNormalization(recipe, *options.normalization);
    if (options.augment)
        recipe.augmentation = augmentationOf(*options.augment);
    if (options.pretraining)
        recipe.pretraining = pretrainingOf(*options.pretraining);
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
    requireSame("--optimizer", options.optimizer, recipe.optimizer.kind, file);
    requireSame("--batch", options.batch, recipe.batchSize, file);
    requireSame("--seed", options.seed, recipe.seed, file);
    for (const auto& option : {options.l1, options.l2, options.clipvalue, options.clipnorm, options.globalClipnorm})
        if (option)
            throw UsageError("--l1, --l2 and the clipping are not possible with --resume: " + file + " goes on with its own");
    if (options.normalization)
        requireSame("--normalization", options.normalization, std::string(engine::inputNormalization(recipe)), file);
    if (options.augment && augmentationOf(*options.augment) != recipe.augmentation)
        throw UsageError("--augment " + *options.augment + " is not possible with --resume: " + file
                         + " goes on with an augmentation of its own");
    if (options.pretraining && pretrainingOf(*options.pretraining) != recipe.pretraining)
        throw UsageError("--pretraining " + *options.pretraining + " is not possible with --resume: " + file
                         + " goes on with a pre-training of its own");
    if (options.earlyStopping && earlyStoppingOf(*options.earlyStopping) != recipe.earlyStopping)
        throw UsageError("--early-stopping " + *options.earlyStopping + " is not possible with --resume: " + file
                         + " goes on with a rule of its own");
    requireSame("--validation-split", options.validationSplit, recipe.validationSplit, file);
    recipe.epochs = options.epochs.value_or(recipe.epochs);
    if (options.learningRate) { // an order to the run, not another recipe: only checked here
        engine::Recipe changed = recipe;
        changeLearningRate(changed, *options.learningRate);
    }
    return checked(recipe);
}

} // namespace cli
