#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe mlp16x16()
{
    return {
        .name = "mlp-16-16",
        .description = "784–16–16–10 with sigmoids: small enough to look at every weight.",
        .layers = {flatten(), dense(16), sigmoid(), dense(16), sigmoid(), dense(10)},
        .optimizer = {"sgd", {{"learning_rate", 0.1}, {"momentum", 0.9}}},
        .batchSize = 32,
        .epochs = 20,
    };
}

} // namespace engine::gallery
