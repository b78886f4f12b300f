#pragma once

#include "engine/loss/loss.h"

namespace engine {

/// mean((target - output)²) over a sample's outputs, as Keras' MeanSquaredError has it
/// (keras.io/2.16/api/losses/regression_losses), so that it does not grow with their number.
class MeanSquaredError : public Loss
{
public:
    static const KindInfo& info();
    Spec spec() const override;
    double evaluate(std::span<const float> outputs, std::span<const float> targets, std::size_t width, float weight,
                    std::span<float> gradient) const override;
};

} // namespace engine
