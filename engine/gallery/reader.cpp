#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

// Pooled early and before the normalisation, so that most of the work is done on small maps: one digit costs about as much as
// with cnn-2.
Recipe reader()
{
    return {
        .name = "reader",
        .description = "Five small convolutions with batch normalisation and distorted digits: quick, and the kind of network "
                       "that reads the pad.",
        .layers = {conv2d(16, 3), maxPool2d(2), batchNormalization(), relu(), //
                   conv2d(32, 3), batchNormalization(), relu(), conv2d(32, 3), maxPool2d(2), batchNormalization(), relu(),
                   conv2d(64, 3), batchNormalization(), relu(), conv2d(64, 3), maxPool2d(2, "same"), batchNormalization(),
                   relu(), flatten(), dropout(0.3), dense(128), batchNormalization(), relu(), dropout(0.3), dense(10)},
        .optimizer = {"adam", {{"learning_rate", 0.003}}},
        .schedule = {"one_cycle", {{"epochs", std::int64_t{20}}}},
        .augmentation = {"distort",
                         {{"shift", 1.5}, {"rotation", 10.0}, {"scale", 0.1}, {"shear", 0.15}, {"elastic", 20.0}, {"stroke_width", 0.3}}},
        .batchSize = 128,
        .epochs = 20,
    };
}

} // namespace engine::gallery
