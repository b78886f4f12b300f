#include "app/cli/recipe_parts.h"

#include "app/cli/commands.h"
#include "app/cli/spec_text.h"

#include "engine/data/augmentation.h"
#include "engine/errors.h"
#include "engine/loss/loss.h"
#include "engine/optim/initializer.h"
#include "engine/optim/schedule.h"
#include "engine/pretraining/pretraining_kinds.h"
#include "engine/train/early_stopping.h"

#include <array>

namespace cli {
namespace {

using engine::Recipe;

constexpr std::array parts{
    RecipePart{"--schedule", "schedule",
               "How the learning rate changes: constant, step, exponential, cosine or one_cycle, each with its settings "
               "(exponential:decay=0.9, cosine:epochs=20,warmup=1)",
               &Recipe::schedule, engine::scheduleKinds},
    RecipePart{"--loss", "loss",
               "softmax_cross_entropy (the categorical one, from logits), mean_squared_error or binary_cross_entropy",
               &Recipe::loss, engine::lossKinds},
    RecipePart{"--weight-initializer", "weight initializer",
               "Initial weights: zeros, constant, normal, uniform, glorot_uniform, glorot_normal, he_uniform, he_normal, "
               "lecun_normal or orthogonal, with settings (normal:stddev=0.05)",
               &Recipe::weightInitializer, engine::initializerKinds},
    RecipePart{"--bias-initializer", "bias initializer", "Initial biases, from the same kinds", &Recipe::biasInitializer,
               engine::initializerKinds},
    RecipePart{"--augment", "augmentation",
               "Learn from distorted pictures: distort, or its settings (shift=2,rotation=10,scale=0.1,shear=0.1,"
               "elastic=34,elastic_sigma=4,stroke_width=0.5,clean_epochs=2), or none",
               &Recipe::augmentation, engine::augmentationKinds, "distort"},
    RecipePart{"--pretraining", "pre-training",
               "First teach RBM layers the pictures: contrastive_divergence, or its settings (epochs=10,"
               "learning_rate=0.1,momentum=0.9,weight_decay=0.0002,steps=1), or none",
               &Recipe::pretraining, engine::pretrainingKinds, "contrastive_divergence"},
    RecipePart{"--early-stopping", "early stopping",
               "End the run when nothing improves: early_stopping, or its settings (monitor=validation_loss,"
               "patience=3,min_delta=0,restore_best_weights=yes,start_from_epoch=0), or none",
               &Recipe::earlyStopping, engine::earlyStoppingKinds, "early_stopping"},
};

engine::Spec specOf(const RecipePart& part, const std::string& text)
{
    try {
        return cli::specOf(text, part.kinds(), part.what, part.inSettings);
    } catch (const engine::SettingError& error) {
        throw UsageError(std::string(part.option) + ": " + error.what());
    }
}

} // namespace

void addParts(Command command, PartTexts& texts)
{
    for (const RecipePart& part : parts)
        command.option(part.option, [&texts, &part](const std::string& text) { texts[part.option] = text; }, part.help)
            .valueName("HOW");
}

void changeParts(Recipe& recipe, const PartTexts& texts)
{
    for (const RecipePart& part : parts)
        if (const auto text = texts.find(part.option); text != texts.end())
            recipe.*part.spec = specOf(part, text->second);
}

void requireSameParts(const Recipe& recipe, const PartTexts& texts, const std::string& file)
{
    for (const RecipePart& part : parts)
        if (const auto text = texts.find(part.option); text != texts.end() && specOf(part, text->second) != recipe.*part.spec)
            throw UsageError(std::string(part.option) + " " + text->second + " is not possible with --resume: " + file
                             + " goes on with its own " + part.what);
}

} // namespace cli
