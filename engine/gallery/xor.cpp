#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

// From weights of either sign one network in five stops for good where two of the four points share an output. From
// positive ones both hidden neurons begin by counting the ones and differ in where they draw the line, which is how the
// problem is solved: one learns OR, the other AND. Of 300 seeds 297 do.
Recipe xorNet()
{
    return {
        .name = "xor",
        .description = "2–2–1 with sigmoids: the smallest network that learns exclusive or (XOR).",
        .input = {2},
        .layers = {dense(2), sigmoid(), dense(1), sigmoid()},
        .weightInitializer = {"uniform", {{"minval", 0.0}, {"maxval", 1.0}}},
        .loss = {"binary_cross_entropy", {}},
        .optimizer = {"sgd", {{"learning_rate", 1.0}}},
        .batchSize = 4,
        .epochs = 2'000,
        .data = "xor",
    };
}

Recipe xorDeep()
{
    Recipe recipe{
        .name = "xor-deep",
        .description = "XOR with nine hidden layers of sigmoids: the gradient vanishes on its way back, and nothing is "
                       "learnt.",
        .input = {2},
        .layers = {},
        .loss = {"binary_cross_entropy", {}},
        .optimizer = {"adam", {{"learning_rate", 0.01}}},
        .batchSize = 4,
        .epochs = 500,
        .data = "xor",
    };
    for (int layer = 0; layer < 9; ++layer)
        recipe.layers.insert(recipe.layers.end(), {dense(8), sigmoid()});
    recipe.layers.insert(recipe.layers.end(), {dense(1), sigmoid()});
    return recipe;
}

Recipe xorDeepRelu()
{
    Recipe recipe = xorDeep();
    recipe.name = "xor-deep-relu";
    recipe.description = "xor-deep with ReLU instead of hidden sigmoids: the gradient does not vanish, and XOR is "
                         "learnt.";
    for (std::size_t layer = 1; layer + 1 < recipe.layers.size(); layer += 2)
        recipe.layers[layer] = relu();
    recipe.weightInitializer = {"he_normal", {}};
    return recipe;
}

} // namespace engine::gallery
