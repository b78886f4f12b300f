#include "engine/loss/binary_cross_entropy.h"

#include "engine/loss/label_smoothing.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace engine {
namespace {

constexpr double epsilon = 1e-7;

} // namespace

const KindInfo& BinaryCrossEntropy::info()
{
    static const KindInfo kind{"binary_cross_entropy", "Binary cross-entropy",
                               "Minus the logarithm of the probability that each sigmoid gives to what is right.", {LabelSmoothing::setting()}};
    return kind;
}

BinaryCrossEntropy::BinaryCrossEntropy(double labelSmoothing)
    : m_labelSmoothing(labelSmoothing)
{
}

Spec BinaryCrossEntropy::spec() const
{
    return {info().kind, {{"label_smoothing", m_labelSmoothing}}};
}

double BinaryCrossEntropy::evaluate(std::span<const float> outputs, std::span<const float> targets, std::size_t width,
                                    float weight, std::span<float> gradient) const
{
    const LabelSmoothing smoothed(m_labelSmoothing, 2);
    double sum = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const auto t = double(smoothed(targets[i]));
        const double p = std::clamp(double(outputs[i]), epsilon, 1 - epsilon); // not-a-number stays what it is
        sum -= t * std::log(p) + (1 - t) * std::log1p(-p);
        if (!gradient.empty())
            gradient[i] = p == double(outputs[i]) ? float(double(weight) * (p - t) / (p * (1 - p) * double(width))) : 0;
    }
    return sum / double(width);
}

double BinaryCrossEntropy::least(std::span<const float> target) const
{
    const LabelSmoothing smoothed(m_labelSmoothing, 2);
    std::vector<float> reached(target.size());
    std::ranges::transform(target, reached.begin(), smoothed);
    return evaluate(reached, target, target.size(), 0, {});
}

} // namespace engine
