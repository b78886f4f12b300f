#include "engine/optim/regularizer.h"

#include <array>
#include <cmath>

namespace engine {
namespace {

SettingInfo price(const std::string& name, const std::string& help, double initial)
{
    return {.name = name, .help = help, .initial = initial, .minimum = 0, .maximum = 1000};
}

} // namespace

std::span<const KindInfo> regularizerKinds()
{
    static const std::array<KindInfo, 4> kinds{{
        {"none", "None", "Nothing is added to the loss.", {}},
        {"l1", "L1", "Adds the absolute values of the weights to the loss, so that many become 0.", {price("l1", "factor of the sum "
                                                                                                                 "of "
                                                                                                                 "|w|", 0.01)}},
        {"l2", "L2", "Adds the squares of the weights to the loss, so that none becomes large.", {price("l2", "factor of the sum "
                                                                                                              "of w²", 0.01)}},
        {"l1_l2", "L1 and L2", "Adds both to the loss, the absolute values of the weights and their squares.", {price("l1", "factor of the sum "
                                                                                                                            "of "
                                                                                                                            "|w|", 0.0), price("l2", "factor of the sum "
                                                                                                                                                     "of "
                                                                                                                                                     "w²", 0.0)}},
    }};
    return kinds;
}

double addPenalty(const Spec& regularizer, const ParameterLayout& layout, std::span<const float> parameters,
                  std::span<float> gradient)
{
    const auto priceOf = [&](const char* name) {
        return regularizer.settings.contains(name) ? regularizer.real(name) : 0.0;
    };
    const double l1 = priceOf("l1");
    const double l2 = priceOf("l2");
    if (l1 == 0 && l2 == 0)
        return 0;
    double sizes = 0;
    double squares = 0;
    for (const ParameterSlice& slice : layout.slices()) {
        if (slice.spec.role != ParameterSpec::Role::Weight)
            continue;
        for (std::size_t i = slice.offset; i < slice.offset + slice.size(); ++i) {
            const auto w = double(parameters[i]);
            sizes += std::abs(w);
            squares += w * w;
            if (!gradient.empty())
                gradient[i] += float(l1 * double((w > 0) - (w < 0)) + 2 * l2 * w);
        }
    }
    return l1 * sizes + l2 * squares;
}

} // namespace engine
