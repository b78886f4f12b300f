#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

// Minsky and Papert 1969.
Recipe neuron()
{
    return {
        .name = "neuron",
        .description = "One neuron alone, 2–1: it learns AND and OR, but at most three of XOR's four points.",
        .input = {2},
        .layers = {dense(1), sigmoid()},
        .loss = {"binary_cross_entropy", {}},
        .optimizer = {"sgd", {{"learning_rate", 1.0}}},
        .batchSize = 4,
        .epochs = 200,
        .data = "and",
    };
}

} // namespace engine::gallery
