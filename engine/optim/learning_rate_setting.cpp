#include "engine/optim/learning_rate_setting.h"

namespace engine {

SettingInfo learningRateSetting(double initial)
{
    return {.name = "learning_rate",
            .help = "size of each step; may be changed while training",
            .initial = initial,
            .minimum = 0,
            .maximum = 1e9};
}

} // namespace engine
