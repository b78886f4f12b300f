#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe sigmoidDeep()
{
    Recipe recipe{
        .name = "sigmoid-deep",
        .description = "Nine hidden layers of sigmoids: the gradient vanishes on its way back, and nothing is learnt.",
        .layers = {flatten()},
        .optimizer = {"sgd", {{"learning_rate", 0.1}}},
        .batchSize = 128,
        .epochs = 5,
    };
    for (int layer = 0; layer < 9; ++layer)
        recipe.layers.insert(recipe.layers.end(), {dense(64), sigmoid()});
    recipe.layers.push_back(dense(10));
    return recipe;
}

} // namespace engine::gallery
