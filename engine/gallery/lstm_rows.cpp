#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe lstmRows()
{
    return {
        .name = "lstm-rows",
        .description = "Reads a digit from top to bottom, a row at a time, with 128 memory cells.",
        .layers = {lstm(128), dense(10)},
        .optimizer = {"adam", {{"learning_rate", 0.004}}},
        .schedule = {"exponential", {{"decay", 0.8}}},
        .batchSize = 128,
        .epochs = 10,
    };
}

} // namespace engine::gallery
