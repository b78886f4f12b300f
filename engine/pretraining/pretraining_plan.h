#pragma once

#include "engine/layers/sequential.h"
#include "engine/recipe/recipe.h"

#include <cstddef>
#include <cstdint>

namespace engine {

/// Which step of a pre-training teaches which layer: one after the other, each for as many epochs.
struct PretrainingPlan
{
    std::size_t layers = 0; ///< RBM layers that learn; 0: no pre-training
    std::uint64_t epochs = 0; ///< of each layer
    std::uint64_t stepsPerEpoch = 0;

    struct Place
    {
        std::size_t layer = 0; ///< index of the RBM, from the input on
        std::uint64_t epoch = 0; ///< from 0, of the layer
    };

    std::uint64_t stepsPerLayer() const { return epochs * stepsPerEpoch; }
    std::uint64_t steps() const { return layers * stepsPerLayer(); }
    /// Of the step that follows so many others; it must be below steps().
    Place placeAfter(std::uint64_t steps) const;
};

/// recipe: complete. samples: of the training set.
PretrainingPlan pretrainingPlan(const Recipe& recipe, std::size_t samples);

/// How many pictures of a training set are held out of pre-training, to see whether it overfits.
std::size_t heldOutSamples(std::size_t samples);

/// Throws ShapeError when the recipe asks for a pre-training that its network cannot have: without an RBM layer, or with
/// one that reads what are no probabilities.
void requirePretrainable(const Sequential& network, const Recipe& recipe);

} // namespace engine
