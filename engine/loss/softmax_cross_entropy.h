#pragma once

#include "engine/loss/loss.h"

namespace engine {

/// -log softmax(outputs)[label], softmax and logarithm fused: log-sum-exp minus the label's logit, so that neither
/// overflows and the gradient is simply softmax - one-hot (Bishop 2006, eq. 4.109).
class SoftmaxCrossEntropy : public Loss
{
public:
    static const KindInfo& info();
    Spec spec() const override;
    LossSum evaluate(std::span<const float> outputs, std::span<const std::uint8_t> labels, float weight,
                     std::span<float> gradient) const override;
};

} // namespace engine
