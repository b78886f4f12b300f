#pragma once

#include "engine/data/dataset.h"
#include "engine/recipe/recipe.h"

#include <cstddef>
#include <optional>
#include <stop_token>

namespace engine {

/// How long the recipe's whole training takes on this machine, in seconds: pre-training, steps and the evaluation after
/// each epoch. Measured by some steps and a short evaluation on samples of the recipe's own shape, about a third of a second
/// (or three steps, where these take longer); the quickest whole batch of each is multiplied, so that it hardly counts what
/// else the machine is doing.
/// recipe: complete. trainSamples, testSamples: how many the training will have. Nothing where stop came first. Throws what a Trainer throws.
std::optional<double> estimateTrainingSeconds(const Recipe& recipe, const DataSplits& samples, std::size_t trainSamples,
                                              std::size_t testSamples, const std::stop_token& stop);

} // namespace engine
