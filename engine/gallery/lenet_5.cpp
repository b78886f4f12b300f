#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

// LeCun et al. 1998, with ReLU and max pooling where the original has tanh and averages.
Recipe lenet5()
{
    return {
        .name = "lenet-5",
        .description = "LeNet-5: two convolutions, two pooling layers and three dense layers, once used to read "
                       "cheques.",
        .layers = {conv2d(6, 5), relu(), maxPool2d(2), conv2d(16, 5, "valid"), relu(), maxPool2d(2), flatten(),
                   dense(120), relu(), dense(84), relu(), dense(10)},
        .optimizer = {"adam", {{"learning_rate", 0.002}}},
        .schedule = {"exponential", {{"decay", 0.85}}},
        .batchSize = 128,
        .epochs = 20,
    };
}

} // namespace engine::gallery
