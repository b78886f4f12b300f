#include "engine/gallery/layers.h"
#include "engine/gallery/recipes.h"

namespace engine::gallery {

// Pre-training: the rate, momentum and decay of the program beside Hinton and Salakhutdinov, Science 313 (2006), rbm.m, for
// 10 epochs a layer. What is pre-trained is learnt by heart within a few epochs of fine-tuning, so dropout joins in there
// (Srivastava et al. 2014, section 5.2). Chosen on the last 10,000 training digits, one seed each: dropout 0.1 and 0.4 at
// a rate of 0.002 (0.9847), against 0.1 and 0.2 at 0.001 (0.9839) and none at 0.001 with half the pre-training (0.9828).
Recipe dbn()
{
    return {
        .name = "dbn",
        .description = "784–500–500–10 with sigmoids: a deep belief network, whose layers first learn the digits "
                       "without labels.",
        .layers = {flatten(), dropout(0.1), rbm(500), dropout(0.4), rbm(500), dropout(0.4), dense(10)},
        .optimizer = {"adam", {{"learning_rate", 0.002}}},
        .schedule = {"exponential", {{"decay", 0.9}}},
        .pretraining = {"contrastive_divergence", {{"epochs", std::int64_t{10}}}},
        .batchSize = 100,
        .epochs = 25,
    };
}

} // namespace engine::gallery
