#include "engine/loss/label_smoothing.h"

#include "engine/recipe/units.h"

namespace engine {

SettingInfo LabelSmoothing::setting()
{
    return {.name = "label_smoothing",
            .help = "share of the target that is spread evenly over all classes, so that the network becomes less "
                    "overconfident",
            .initial = 0.0,
            .minimum = 0,
            .maximum = 1,
            .unit = units::ofTheProbability};
}

} // namespace engine
