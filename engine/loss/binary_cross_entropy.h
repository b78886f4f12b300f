#pragma once

#include "engine/loss/loss.h"

namespace engine {

/// mean(-t · log p - (1 - t) · log(1 - p)) over a sample's outputs p, each the probability of something of its own, as a
/// sigmoid gives it; targets t in [0, 1]. p is first brought into [1e-7, 1 - 1e-7], so that the logarithm stays finite
/// and the gradient beyond is 0, as in Keras' BinaryCrossentropy (keras.io/2.16/api/losses/probabilistic_losses;
/// `epsilon` in keras.io/2.16/api/utils/backend_utils). Targets are smoothed first, between yes and no, see LabelSmoothing.
class BinaryCrossEntropy : public Loss
{
public:
    /// labelSmoothing: [0, 1]
    explicit BinaryCrossEntropy(double labelSmoothing = 0);

    static const KindInfo& info();
    Spec spec() const override;
    double evaluate(std::span<const float> outputs, std::span<const float> targets, std::size_t width, float weight,
                    std::span<float> gradient) const override;
    double least(std::span<const float> target) const override;

private:
    double m_labelSmoothing;
};

} // namespace engine
