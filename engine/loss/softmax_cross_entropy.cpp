#include "engine/loss/softmax_cross_entropy.h"

#include <algorithm>
#include <cmath>

namespace engine {

const KindInfo& SoftmaxCrossEntropy::info()
{
    static const KindInfo kind{"softmax_cross_entropy", "Softmax cross-entropy",
                               "Minus the logarithm of the probability that the network gives the right class.", {}};
    return kind;
}

Spec SoftmaxCrossEntropy::spec() const
{
    return {info().kind, {}};
}

LossSum SoftmaxCrossEntropy::evaluate(std::span<const float> outputs, std::span<const std::uint8_t> labels, float weight,
                                      std::span<float> gradient) const
{
    LossSum sum;
    const std::size_t classes = labels.empty() ? 0 : outputs.size() / labels.size();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto logits = outputs.subspan(i * classes, classes);
        const auto best = std::ranges::max_element(logits);
        double exponentials = 0;
        for (const float logit : logits)
            exponentials += std::exp(double(logit) - double(*best));
        const double logSum = double(*best) + std::log(exponentials);
        sum.loss += logSum - double(logits[labels[i]]);
        sum.correct += std::size_t(best - logits.begin()) == labels[i];

        if (gradient.empty())
            continue;
        const auto slopes = gradient.subspan(i * classes, classes);
        std::ranges::transform(logits, slopes.begin(), [&](float logit) {
            return weight * float(std::exp(double(logit) - logSum));
        });
        slopes[labels[i]] -= weight;
    }
    return sum;
}

} // namespace engine
