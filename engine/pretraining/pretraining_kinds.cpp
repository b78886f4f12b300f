#include "engine/pretraining/pretraining_kinds.h"

#include "engine/recipe/units.h"

#include <array>

namespace engine {
namespace {

SettingInfo count(const char* name, const char* help, std::int64_t initial, double maximum, const char* unit)
{
    return {.name = name, .help = help, .initial = initial, .minimum = 1, .maximum = maximum, .unit = unit};
}

SettingInfo number(const char* name, const char* help, double initial, double maximum, const char* unit = "")
{
    return {.name = name, .help = help, .initial = initial, .minimum = 0, .maximum = maximum, .unit = unit};
}

} // namespace

std::span<const KindInfo> pretrainingKinds()
{
    // Default values: Hinton, "A Practical Guide to Training Restricted Boltzmann Machines" (2010), sections 9 and 10; the
    // rate and the number of steps as in the program beside Hinton and Salakhutdinov, Science 313 (2006), rbm.m.
    static const std::array<KindInfo, 2> kinds{{
        {"none", "None", "All layers learn together from the start.", {}},
        {"contrastive_divergence", "Contrastive divergence",
         "First each RBM layer learns by itself, from the input on, to reconstruct its input; only then all learn "
         "together.",
         {count("epochs", "passes over the pictures for each layer", 10, 10'000, units::epochsPerLayer),
          number("learning_rate", "size of each step", 0.1, 1e9),
          number("momentum", "share of the last step that is kept; in a layer's first 5 epochs at most 0.5", 0.9, 0.9999,
                 units::ofTheLastStep),
          number("weight_decay", "share of every weight taken away at each step, times the learning rate", 0.0002, 1),
          count("steps", "Gibbs steps before the weights change: the k of CD-k", 1, 1'000, units::gibbsSteps)}},
    }};
    return kinds;
}

} // namespace engine
