#include "engine/optim/schedule.h"

#include <array>
#include <cmath>

namespace engine {

std::span<const KindInfo> scheduleKinds()
{
    static const std::array<KindInfo, 2> kinds{{
        {"constant", "Constant", "The learning rate stays as it is set.", {}},
        {"exponential", "Exponential decay", "The learning rate shrinks by the same share in every epoch.",
         {{.name = "decay", .help = "what is left of the rate after one epoch", .initial = 0.8, .minimum = 0.01, .maximum = 1}}},
    }};
    return kinds;
}

double scheduleFactor(const Spec& schedule, std::uint64_t step, std::uint64_t stepsPerEpoch)
{
    if (schedule.kind == "constant")
        return 1;
    return std::pow(schedule.real("decay"), double(step) / double(stepsPerEpoch));
}

} // namespace engine
