#pragma once

#include "engine/recipe/spec.h"
#include "engine/tensor/shape.h"

#include <cstdint>
#include <string>
#include <vector>

namespace engine {

/// What a network is to give for a sample.
enum class Target {
    Label, ///< its class: a 1 among as many outputs as there are classes, or one output that is 0 or 1
    Input, ///< the sample itself: an auto-encoder
};

/// All that decides a training run besides its data: the same recipe, data and events give the same weights,
/// bit for bit. A preset is a recipe; the Model panel edits one; a model file keeps the one it came from.
struct Recipe
{
    std::string name; ///< "mlp-128-64"
    std::string description; ///< one sentence
    Shape input{1, 28, 28}; ///< of one sample
    std::vector<Spec> layers; ///< see layerKinds()
    Spec weightInitializer{"glorot_uniform", {}}; ///< see initializerKinds()
    Spec biasInitializer{"zeros", {}};
    Spec loss{"softmax_cross_entropy", {}}; ///< see lossKinds()
    Target target = Target::Label;
    Spec optimizer{"adam", {}}; ///< see optimizerKinds(); holds "learning_rate"
    Spec schedule{"constant", {}}; ///< of the learning rate; see scheduleKinds()
    Spec regularizer{"none", {}}; ///< of the weights; see regularizerKinds()
    Spec clipping{"none", {}}; ///< of the gradient; see clippingKinds()
    Spec pretraining{"none", {}}; ///< of RBM layers, before all else; see pretrainingKinds()
    Spec augmentation{"none", {}}; ///< of the training pictures; see augmentationKinds()
    Spec earlyStopping{"none", {}}; ///< of the run, see earlyStoppingKinds()
    double validationSplit = 0; ///< share of the training samples that is held out, see withValidation(); [0, 0.9]
    std::int64_t batchSize = 128; ///< >= 1
    std::int64_t epochs = 5; ///< >= 0
    std::uint64_t seed = 1;
    std::string data = "digits"; ///< what it is for: "digits", or one of logicTables; other data may be given to it

    bool operator==(const Recipe&) const = default;
};

} // namespace engine
