#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

Recipe mlp512Dropout()
{
    return {
        .name = "mlp-512-dropout",
        .description = "784–512–512–10 with ReLU: wide, with dropout 0.2 against overfitting.",
        .layers = {flatten(), dense(512), relu(), dropout(0.2), dense(512), relu(), dropout(0.2), dense(10)},
        .optimizer = {"rmsprop", {}},
        .schedule = {"one_cycle", {{"epochs", std::int64_t{20}}}},
        .batchSize = 128,
        .epochs = 20,
    };
}

} // namespace engine::gallery
