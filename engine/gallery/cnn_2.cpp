#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe cnn2()
{
    return {
        .name = "cnn-2",
        .description = "Two convolutions with pooling and one dense layer: looks for strokes wherever they are.",
        .layers = {conv2d(32, 3), relu(), maxPool2d(2), conv2d(64, 3), relu(), maxPool2d(2), flatten(), dense(10)},
        .optimizer = {"adam", {{"learning_rate", 0.003}}},
        .schedule = {"one_cycle", {{"epochs", std::int64_t{15}}}},
        .batchSize = 128,
        .epochs = 15,
    };
}

} // namespace engine::gallery
