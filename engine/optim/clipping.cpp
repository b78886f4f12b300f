#include "engine/optim/clipping.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {
namespace {

SettingInfo limit()
{
    return {.name = "limit", .help = "the largest value or length that is kept", .initial = 1.0, .minimum = 1e-6, .maximum = 1e6};
}

void clipNorm(std::span<float> gradient, double largest)
{
    double squares = 0;
    for (const float value : gradient)
        squares += double(value) * double(value);
    const double norm = std::sqrt(squares);
    if (norm <= largest)
        return;
    const auto factor = float(largest / norm);
    for (float& value : gradient)
        value *= factor;
}

} // namespace

std::span<const KindInfo> clippingKinds()
{
    static const std::array<KindInfo, 4> kinds{{
        {"none", "None", "The gradient is used as it is.", {}},
        {"clipvalue", "By value", "Every number of the gradient is cut off at the limit.", {limit()}},
        {"clipnorm", "By norm", "If the gradient of a layer's weights, or of its biases, is longer than the limit, it "
                                "is shortened to it; its direction stays.", {limit()}},
        {"global_clipnorm", "By global norm", "If the gradient as a whole is longer than the limit, it is shortened to "
                                              "it; its direction stays.",
         {limit()}},
    }};
    return kinds;
}

void clip(const Spec& clipping, const ParameterLayout& layout, std::span<float> gradient)
{
    if (clipping.kind == "none")
        return;
    const double largest = clipping.real("limit");
    if (clipping.kind == "global_clipnorm")
        clipNorm(gradient, largest);
    else if (clipping.kind == "clipnorm")
        for (const ParameterSlice& slice : layout.slices())
            clipNorm(gradient.subspan(slice.offset, slice.size()), largest);
    else
        for (float& value : gradient)
            value = std::clamp(value, float(-largest), float(largest));
}

} // namespace engine
