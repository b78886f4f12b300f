#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe cnnBest()
{
    return {
        .name = "cnn-best",
        .description = "Six convolutions, batch normalisation, and every digit distorted anew at each look: the best reader "
                       "here, and the slowest to learn.",
        .layers = {conv2d(32, 3), relu(), conv2d(32, 3), maxPool2d(2), batchNormalization(), relu(), //
                   conv2d(64, 3), relu(), conv2d(64, 3), maxPool2d(2), batchNormalization(), relu(),
                   conv2d(128, 3), relu(), conv2d(128, 3), maxPool2d(2, "same"), batchNormalization(), relu(),
                   flatten(), dropout(0.4), dense(256), batchNormalization(), relu(), dropout(0.4), dense(10)},
        .optimizer = {"adam", {{"learning_rate", 0.002}}},
        .schedule = {"one_cycle", {{"epochs", std::int64_t{40}}}},
        .augmentation = {"distort",
                         {{"shift", 2.0}, {"rotation", 12.0}, {"scale", 0.12}, {"shear", 0.15}, {"elastic", 20.0}, {"stroke_width", 0.2}}},
        .batchSize = 128,
        .epochs = 40,
    };
}

} // namespace engine::gallery
