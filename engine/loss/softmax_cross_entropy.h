#pragma once

#include "engine/loss/loss.h"

namespace engine {

/// -Σ target · log softmax(outputs), softmax and logarithm fused: log-sum-exp minus the logit, so that neither overflows
/// and the gradient is simply softmax - target (Bishop 2006, eq. 4.109). Each row of targets must add up to 1: one-hot,
/// or the probabilities of classes. They are smoothed first, see LabelSmoothing.
class SoftmaxCrossEntropy : public Loss
{
public:
    /// labelSmoothing: [0, 1]
    explicit SoftmaxCrossEntropy(double labelSmoothing = 0);

    static const KindInfo& info();
    Spec spec() const override;
    double evaluate(std::span<const float> outputs, std::span<const float> targets, std::size_t width, float weight,
                    std::span<float> gradient) const override;
    double least(std::span<const float> target) const override;
    void toProbabilities(std::span<float> outputs, std::size_t width) const override;

private:
    double m_labelSmoothing;
};

} // namespace engine
