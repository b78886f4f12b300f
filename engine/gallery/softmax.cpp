#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe softmax()
{
    return {
        .name = "softmax",
        .description = "Softmax regression, 784–10: one template for each digit, no hidden layer.",
        .layers = {flatten(), dense(10)},
        .weightInitializer = {"zeros", {}},
        .optimizer = {"sgd", {{"learning_rate", 0.2}}},
        .batchSize = 100,
        .epochs = 20,
    };
}

} // namespace engine::gallery
