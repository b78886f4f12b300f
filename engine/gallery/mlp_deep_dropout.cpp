#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe mlpDeepDropout()
{
    Recipe recipe{
        .name = "mlp-deep-dropout",
        .description = "784–512–512–512–512–10 with ReLU: deep, with dropout 0.3 against overfitting.",
        .layers = {flatten()},
        .optimizer = {"adam", {}},
        .schedule = {"one_cycle", {{"epochs", std::int64_t{20}}}},
        .batchSize = 128,
        .epochs = 20,
    };
    for (int layer = 0; layer < 4; ++layer)
        recipe.layers.insert(recipe.layers.end(), {dense(512), relu(), dropout(0.3)});
    recipe.layers.push_back(dense(10));
    return recipe;
}

} // namespace engine::gallery
