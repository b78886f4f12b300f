#include "app/session/network_check.h"

#include "app/session/engine_words.h"

#include "engine/data/augmentation.h"
#include "engine/data/validation_split.h"
#include "engine/errors.h"
#include "engine/train/compatibility.h"
#include "engine/train/complete_recipe.h"

#include <memory>
#include <span>

namespace {

/// The settings of the training that may be at odds with one another, each by itself.
void checkTraining(NetworkCheck& check, const engine::Sequential& network, const engine::Recipe& recipe,
                   const engine::DataSplits* data)
{
    const auto require = [&check](const char* part, const auto& test) {
        if (!check.problem.isEmpty())
            return;
        try {
            test();
        } catch (const engine::Error& error) {
            check.problem = sentenceOf(error);
            check.problemPart = QString::fromLatin1(part);
        }
    };
    require("earlyStopping", [&] { engine::complete(recipe); });
    require("loss", [&] { engine::requireCompatibleLoss(network, recipe); });
    require("augmentation", [&] { engine::Augmenter(engine::complete(recipe).augmentation, recipe.input); });
    require("validationSplit", [&] {
        if (data)
            engine::requireBothParts(data->train.size(), recipe.validationSplit);
    });
}

} // namespace

NetworkCheck checkNetwork(const engine::Recipe& recipe, const engine::DataSplits* data, std::span<const std::string> learnt)
{
    NetworkCheck check;
    const std::span<const engine::Spec> layers(recipe.layers);
    std::unique_ptr<engine::Sequential> network;
    for (std::size_t count = 1; count <= layers.size(); ++count) {
        try {
            network = std::make_unique<engine::Sequential>(recipe.input, layers.first(count));
            check.layers = engine::summary(*network);
        } catch (const engine::Error& error) {
            check.problem = sentenceOf(error);
            check.problemLayer = int(count) - 1;
            return check;
        }
    }
    try {
        engine::Recipe whole = recipe;
        whole.earlyStopping = {"none", {}}; // which is told of by itself
        engine::complete(whole);
        if (!network)
            engine::Sequential(recipe.input, layers); // throws: says that there are no layers
        checkTraining(check, *network, recipe, data);
        if (check.problem.isEmpty() && data)
            engine::requireCompatible(*network, recipe, data->train);
    } catch (const engine::Error& error) {
        check.problem = sentenceOf(error);
    }
    if (network && data)
        check.outputs = engine::outputMismatch(*network, recipe, data->train, learnt);
    return check;
}
