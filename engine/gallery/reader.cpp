#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

// MNIST counts twice among its data, so that fewer epochs than cnn-best's show it more pictures. A weaker distortion (shift 1,
// rotation 8, elastic 12) and MNIST once read fewer of the sister's held-out digits; see resources/models/README.md.
Recipe reader()
{
    Recipe recipe = cnnBest();
    recipe.name = "reader";
    recipe.description = "Five convolutions, for digits drawn in many ways: the shipped network is of this kind.";
    recipe.layers = {conv2d(32, 3), maxPool2d(2), batchNormalization(), relu(), //
                     conv2d(48, 3), batchNormalization(), relu(), conv2d(48, 3), maxPool2d(2), batchNormalization(), relu(),
                     conv2d(96, 3), batchNormalization(), relu(), conv2d(96, 3), maxPool2d(2, "same"), batchNormalization(),
                     relu(), flatten(), dropout(0.3), dense(128), batchNormalization(), relu(), dropout(0.3), dense(10)};
    recipe.optimizer = {"adam", {{"learning_rate", 0.003}}};
    recipe.augmentation.settings["clean_epochs"] = std::int64_t{5};
    recipe.schedule = {"one_cycle", {{"epochs", std::int64_t{20}}}};
    recipe.epochs = 20;
    return recipe;
}

} // namespace engine::gallery
