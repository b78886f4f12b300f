#include "engine/loss/binary_cross_entropy.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr double epsilon = 1e-7;

} // namespace

const KindInfo& BinaryCrossEntropy::info()
{
    static const KindInfo kind{"binary_cross_entropy", "Binary cross-entropy",
                               "Minus the logarithm of the probability that each sigmoid gives to what is right.", {}};
    return kind;
}

Spec BinaryCrossEntropy::spec() const
{
    return {info().kind, {}};
}

double BinaryCrossEntropy::evaluate(std::span<const float> outputs, std::span<const float> targets, std::size_t width,
                                    float weight, std::span<float> gradient) const
{
    double sum = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const auto t = double(targets[i]);
        const double p = std::clamp(double(outputs[i]), epsilon, 1 - epsilon); // not-a-number stays what it is
        sum -= t * std::log(p) + (1 - t) * std::log1p(-p);
        if (!gradient.empty())
            gradient[i] = p == double(outputs[i]) ? float(double(weight) * (p - t) / (p * (1 - p) * double(width))) : 0;
    }
    return sum / double(width);
}

double BinaryCrossEntropy::least(std::span<const float> target) const
{
    return evaluate(target, target, target.size(), 0, {});
}

} // namespace engine
