#include "engine/optim/adam_options.h"

#include "engine/optim/learning_rate_setting.h"

namespace engine {

std::vector<SettingInfo> adamSettings()
{
    return {
        learningRateSetting(0.001),
        {.name = "beta_1", .help = "memory of the gradient", .initial = 0.9, .minimum = 0, .maximum = 0.999999},
        {.name = "beta_2", .help = "memory of the gradient's size", .initial = 0.999, .minimum = 0, .maximum = 0.999999},
        {.name = "epsilon", .help = "keeps the division finite", .initial = 1e-7, .minimum = 1e-12, .maximum = 1},
    };
}

AdamOptions adamOptions(const Spec& spec)
{
    return {.learningRate = spec.real("learning_rate"),
            .beta1 = spec.real("beta_1"),
            .beta2 = spec.real("beta_2"),
            .epsilon = spec.real("epsilon")};
}

Spec specOf(const std::string& kind, const AdamOptions& options)
{
    return {kind,
            {{"learning_rate", options.learningRate},
             {"beta_1", options.beta1},
             {"beta_2", options.beta2},
             {"epsilon", options.epsilon}}};
}

} // namespace engine
