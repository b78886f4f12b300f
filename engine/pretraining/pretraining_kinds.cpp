#include "engine/pretraining/pretraining_kinds.h"

#include <array>

namespace engine {
namespace {

SettingInfo count(const char* name, const char* help, std::int64_t initial, double maximum)
{
    return {.name = name, .help = help, .initial = initial, .minimum = 1, .maximum = maximum};
}

SettingInfo share(const char* name, const char* help, double initial, double maximum)
{
    return {.name = name, .help = help, .initial = initial, .minimum = 0, .maximum = maximum};
}

} // namespace

std::span<const KindInfo> pretrainingKinds()
{
    // Default values: Hinton, "A Practical Guide to Training Restricted Boltzmann Machines" (2010), sections 9 and 10; the
    // rate and the number of steps as in the program beside Hinton and Salakhutdinov, Science 313 (2006), rbm.m.
    static const std::array<KindInfo, 2> kinds{{
        {"none", "None", "All layers learn together from the start.", {}},
        {"contrastive_divergence", "Contrastive divergence",
         "First each RBM layer, from the input on, learns by itself to reconstruct its input.",
         {count("epochs", "passes over the pictures for each layer", 10, 10'000),
          share("learning_rate", "size of each step", 0.1, 1e9),
          share("momentum", "share of the last step that is kept; in a layer's first 5 epochs at most 0.5", 0.9, 0.9999),
          share("weight_decay", "pull of every weight towards 0", 0.0002, 1),
          count("steps", "reconstructions of reconstructions before weights change: the k of CD-k", 1, 1'000)}},
    }};
    return kinds;
}

} // namespace engine
