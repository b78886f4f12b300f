#include "engine/loss/label_smoothing.h"

namespace engine {

SettingInfo LabelSmoothing::setting()
{
    return {.name = "label_smoothing",
            .help = "share of certainty that is dealt out evenly among the classes, so that no answer is pushed to be surer",
            .initial = 0.0,
            .minimum = 0,
            .maximum = 1};
}

} // namespace engine
