#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe mlp128x64()
{
    return {
        .name = "mlp-128-64",
        .description = "784–128–64–10 with ReLU: the usual first network, trained in seconds.",
        .layers = {flatten(), dense(128), relu(), dense(64), relu(), dense(10)},
        // The rate did best of 0.001 to 0.008 on the last 10,000 training digits; the decay lies between 0.8 and 0.88, which
        // did best there of 0.7 to 0.88.
        .optimizer = {"adam", {{"learning_rate", 0.004}}},
        .schedule = {"exponential", {{"decay", 0.85}}},
        .batchSize = 128,
        .epochs = 20,
    };
}

} // namespace engine::gallery
