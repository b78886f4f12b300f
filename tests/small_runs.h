#pragma once

#include "engine/data/logic_tables.h"
#include "engine/recipe/recipe.h"
#include "engine/synthetic/synthetic_digits.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

// Data and recipes that are learnt in an instant, for the tests of training.

inline std::shared_ptr<const engine::DataSplits> splits(engine::Dataset train, engine::Dataset test)
{
    return std::make_shared<const engine::DataSplits>(
        engine::DataSplits{.name = "test", .train = std::move(train), .test = std::move(test)});
}

inline std::shared_ptr<const engine::DataSplits> xorSplits()
{
    return std::make_shared<const engine::DataSplits>(engine::logicTable("xor"));
}

/// The same for the same counts.
inline std::shared_ptr<const engine::DataSplits> digitSplits(std::size_t train, std::size_t test)
{
    return splits(engine::syntheticDigits(train, 11), engine::syntheticDigits(test, 12));
}

inline engine::Recipe recipeOf(std::vector<engine::Spec> layers)
{
    engine::Recipe recipe;
    recipe.layers = std::move(layers);
    return recipe;
}

inline engine::Recipe xorRecipe()
{
    engine::Recipe recipe = recipeOf({{"dense", {{"units", std::int64_t{8}}}}, {"tanh", {}}, {"dense", {{"units", std::int64_t{2}}}}});
    recipe.input = {2};
    recipe.optimizer = {"sgd", {{"learning_rate", 0.5}, {"momentum", 0.9}}};
    recipe.batchSize = 4;
    recipe.epochs = 200;
    return recipe;
}

/// 784–24–10 with ReLU and dropout.
inline engine::Recipe smallMlp()
{
    return recipeOf({{"flatten", {}},
                     {"dense", {{"units", std::int64_t{24}}}},
                     {"relu", {}},
                     {"dropout", {{"rate", 0.3}}},
                     {"dense", {{"units", std::int64_t{10}}}}});
}

inline engine::Recipe smallCnn()
{
    return recipeOf({{"conv2d", {{"filters", std::int64_t{4}}}},
                     {"relu", {}},
                     {"max_pool2d", {}},
                     {"dropout", {{"rate", 0.1}}},
                     {"flatten", {}},
                     {"dense", {{"units", std::int64_t{10}}}}});
}

/// 784–24–16–10, both hidden layers to be pre-trained for two epochs.
inline engine::Recipe smallDbn()
{
    engine::Recipe recipe = recipeOf({{"flatten", {}},
                                      {"rbm", {{"units", std::int64_t{24}}}},
                                      {"rbm", {{"units", std::int64_t{16}}}},
                                      {"dense", {{"units", std::int64_t{10}}}}});
    recipe.pretraining = {"contrastive_divergence", {{"epochs", std::int64_t{2}}}};
    return recipe;
}

/// With statistics of rows and of maps.
inline engine::Recipe smallNormalizedCnn()
{
    engine::Recipe recipe = smallCnn();
    const engine::Spec normalization{"batch_normalization", {{"momentum", 0.9}}};
    recipe.layers.insert(recipe.layers.begin() + 1, normalization);
    recipe.layers.insert(recipe.layers.end() - 1, normalization);
    return recipe;
}

/// smallMlp() on pictures that change in every way there is.
inline engine::Recipe smallAugmentedMlp()
{
    engine::Recipe recipe = smallMlp();
    recipe.augmentation = {"distort", {{"elastic", 20.0}, {"stroke_width", 0.5}}};
    return recipe;
}

/// 784–10, all weights 0.
inline engine::Recipe softmaxRecipe()
{
    engine::Recipe recipe = recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{10}}}}});
    recipe.weightInitializer = {"zeros", {}};
    recipe.optimizer = {"sgd", {{"learning_rate", 0.5}}};
    return recipe;
}

/// 784–32–784, sigmoids at the end.
inline engine::Recipe autoencoderRecipe()
{
    engine::Recipe recipe = recipeOf({{"flatten", {}},
                                      {"dense", {{"units", std::int64_t{32}}}},
                                      {"relu", {}},
                                      {"dense", {{"units", std::int64_t{784}}}},
                                      {"sigmoid", {}}});
    recipe.loss = {"mean_squared_error", {}};
    recipe.target = engine::Target::Input;
    recipe.optimizer = {"adam", {{"learning_rate", 0.01}}};
    return recipe;
}
