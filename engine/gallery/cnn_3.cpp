#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe cnn3()
{
    return {
        .name = "cnn-3",
        .description = "Three convolutions with pooling and dropout, and a dense layer of 625: slower, but more "
                       "accurate.",
        .layers = {conv2d(32, 3), relu(), maxPool2d(2), dropout(0.3), conv2d(64, 3), relu(), maxPool2d(2), dropout(0.3),
                   conv2d(128, 3), relu(), maxPool2d(2, "same"), dropout(0.3), flatten(), dense(625), relu(), dropout(0.5),
                   dense(10)},
        .optimizer = {"adam", {}},
        .schedule = {"one_cycle", {{"epochs", std::int64_t{20}}}},
        .batchSize = 128,
        .epochs = 20,
    };
}

} // namespace engine::gallery
