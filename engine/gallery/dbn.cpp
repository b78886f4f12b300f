#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe dbn()
{
    return {
        .name = "dbn",
        .description = "784–500–500–10 with sigmoids: a deep belief network, each layer first taught the digits without their names.",
        .layers = {flatten(), rbm(500), rbm(500), dense(10)},
        .optimizer = {"adam", {{"learning_rate", 0.001}}},
        .schedule = {"exponential", {{"decay", 0.85}}},
        .pretraining = {"contrastive_divergence", {{"epochs", std::int64_t{10}}}},
        .batchSize = 100,
        .epochs = 15,
    };
}

} // namespace engine::gallery
