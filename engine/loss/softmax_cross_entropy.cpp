#include "engine/loss/softmax_cross_entropy.h"

#include "engine/loss/label_smoothing.h"

#include <algorithm>
#include <cmath>

namespace engine {

const KindInfo& SoftmaxCrossEntropy::info()
{
    static const KindInfo kind{"softmax_cross_entropy", "Softmax cross-entropy",
                               "Minus the logarithm of the probability that softmax gives the right class.", {LabelSmoothing::setting()}};
    return kind;
}

SoftmaxCrossEntropy::SoftmaxCrossEntropy(double labelSmoothing)
    : m_labelSmoothing(labelSmoothing)
{
}

Spec SoftmaxCrossEntropy::spec() const
{
    return {info().kind, {{"label_smoothing", m_labelSmoothing}}};
}

double SoftmaxCrossEntropy::evaluate(std::span<const float> outputs, std::span<const float> targets, std::size_t width,
                                     float weight, std::span<float> gradient) const
{
    const LabelSmoothing smoothed(m_labelSmoothing, width);
    double sum = 0;
    for (std::size_t begin = 0; begin < outputs.size(); begin += width) {
        const auto logits = outputs.subspan(begin, width);
        const auto wanted = targets.subspan(begin, width);
        const double largest = double(*std::ranges::max_element(logits));
        double exponentials = 0;
        for (const float logit : logits)
            exponentials += std::exp(double(logit) - largest);
        const double logSum = largest + std::log(exponentials);
        for (std::size_t i = 0; i < width; ++i)
            sum += double(smoothed(wanted[i])) * (logSum - double(logits[i]));

        if (gradient.empty())
            continue;
        const auto slopes = gradient.subspan(begin, width);
        for (std::size_t i = 0; i < width; ++i)
            slopes[i] = weight * float(std::exp(double(logits[i]) - logSum)) - weight * smoothed(wanted[i]);
    }
    return sum;
}

double SoftmaxCrossEntropy::least(std::span<const float> target) const
{
    const LabelSmoothing smoothed(m_labelSmoothing, target.size());
    double entropy = 0;
    for (const float wanted : target)
        if (const float t = smoothed(wanted); t > 0)
            entropy -= double(t) * std::log(double(t));
    return entropy;
}

void SoftmaxCrossEntropy::toProbabilities(std::span<float> outputs, std::size_t width) const
{
    softmax(outputs, width, outputs);
}

} // namespace engine
