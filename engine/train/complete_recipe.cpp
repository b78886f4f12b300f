#include "engine/train/complete_recipe.h"

#include "engine/data/augmentation.h"
#include "engine/data/logic_tables.h"
#include "engine/errors.h"
#include "engine/layers/layer_kinds.h"
#include "engine/loss/loss.h"
#include "engine/optim/clipping.h"
#include "engine/optim/initializer.h"
#include "engine/optim/optimizer.h"
#include "engine/optim/regularizer.h"
#include "engine/optim/schedule.h"
#include "engine/pretraining/pretraining_kinds.h"
#include "engine/train/early_stopping.h"

#include <algorithm>

namespace engine {
namespace {

constexpr std::int64_t maxBatchSize = 65'536;
constexpr std::int64_t maxEpochs = 100'000;
constexpr double maxValidationSplit = 0.9;

void checkRange(const Message& name, std::int64_t value, std::int64_t minimum, std::int64_t maximum)
{
    if (value < minimum || value > maximum)
        throw SettingError("%1 is %2, expected %3 to %4", name, value, minimum, maximum);
}

} // namespace

Recipe complete(const Recipe& recipe)
{
    Recipe result = recipe;
    for (std::size_t i = 0; i < result.layers.size(); ++i) {
        try {
            result.layers[i] = complete(result.layers[i], layerKinds(), "layer");
        } catch (const SettingError& error) {
            throw SettingError("layer %1, %2", i + 1, error.message());
        }
    }
    result.weightInitializer = complete(recipe.weightInitializer, initializerKinds(), "initializer");
    result.biasInitializer = complete(recipe.biasInitializer, initializerKinds(), "initializer");
    result.loss = complete(recipe.loss, lossKinds(), "loss");
    result.optimizer = complete(recipe.optimizer, optimizerKinds(), "optimizer");
    result.schedule = complete(recipe.schedule, scheduleKinds(), "schedule");
    result.regularizer = complete(recipe.regularizer, regularizerKinds(), "regularizer");
    result.clipping = complete(recipe.clipping, clippingKinds(), "clipping");
    result.pretraining = complete(recipe.pretraining, pretrainingKinds(), "pre-training");
    result.augmentation = complete(recipe.augmentation, augmentationKinds(), "augmentation");
    result.earlyStopping = complete(recipe.earlyStopping, earlyStoppingKinds(), "early stopping");
    if (!(recipe.validationSplit >= 0 && recipe.validationSplit <= maxValidationSplit)) // also refuses NaN
        throw SettingError("the validation split is %1, expected 0 to 0.9", recipe.validationSplit);
    requireWatchable(result);
    checkRange(Message("the batch size"), recipe.batchSize, 1, maxBatchSize);
    checkRange(Message("the number of epochs"), recipe.epochs, 0, maxEpochs);
    if (recipe.data != "digits" && !std::ranges::count(logicTables, recipe.data))
        throw SettingError("the data is \"%1\", expected \"digits\", \"xor\", \"and\" or \"or\"", recipe.data);
    return result;
}

} // namespace engine
