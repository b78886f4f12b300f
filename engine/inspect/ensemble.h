#pragma once

#include "engine/data/dataset.h"
#include "engine/recipe/recipe.h"
#include "engine/train/evaluation.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// How a network does on a data set, and its prediction for each sample.
struct DatasetPrediction
{
    Evaluation evaluation;
    std::vector<float> probabilities; ///< [samples, outputs]; an auto-encoder's outputs
};

/// parameters: those of the recipe's network. threads: 0 for one a core. Throws Error when the network cannot read the data,
/// see requireCompatible().
DatasetPrediction predictDataset(const Recipe& recipe, std::span<const float> parameters, const Dataset& data,
                                 std::size_t threads = 0);

/// Networks read together when they take the same pictures and name the same classes. Throws ShapeError that names both
/// when these two do not.
void requireOneTask(const Recipe& one, const Recipe& other);

/// The prediction of an ensemble: the mean of its members' probabilities, each [samples, outputs]. At least one member,
/// all alike.
std::vector<float> meanProbabilities(std::span<const std::span<const float>> members);

/// probabilities: [data.size(), outputs]. The loss is the cross-entropy, -log of what was said of the true class, the mean over
/// all classes where there is none.
Evaluation evaluateProbabilities(std::span<const float> probabilities, const Dataset& data);

} // namespace engine
