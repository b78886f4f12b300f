#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe mlp256x256()
{
    return {
        .name = "mlp-256-256",
        .description = "784–256–256–10 with ReLU and Xavier (Glorot) initial weights.",
        .layers = {flatten(), dense(256), relu(), dense(256), relu(), dense(10)},
        .optimizer = {"adam", {{"learning_rate", 0.002}}},
        .schedule = {"exponential", {{"decay", 0.85}}},
        .batchSize = 128,
        .epochs = 20,
    };
}

Recipe mlp256x256Normal()
{
    Recipe recipe = mlp256x256();
    recipe.name = "mlp-256-256-normal";
    recipe.description = "mlp-256-256 with initial weights from N(0, 1), far too large: a bad start to compare with.";
    recipe.weightInitializer = {"normal", {{"stddev", 1.0}}};
    return recipe;
}

} // namespace engine::gallery
