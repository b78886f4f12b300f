#include "engine/optim/schedule.h"

#include <array>
#include <cmath>
#include <numbers>

namespace engine {

std::span<const KindInfo> scheduleKinds()
{
    static const std::array<KindInfo, 2> kinds{{
        {"constant", "Constant", "The learning rate stays as it is set.", {}},
        {"cosine", "Cosine", "The learning rate falls along half a cosine, from what is set to 0 at the last step.", {}},
    }};
    return kinds;
}

double scheduleFactor(const Spec& schedule, std::uint64_t step, std::uint64_t planned)
{
    if (schedule.kind == "constant")
        return 1;
    if (step >= planned)
        return 0;
    return (1 + std::cos(std::numbers::pi * double(step) / double(planned))) / 2;
}

} // namespace engine
