#pragma once

#include "engine/optim/adam.h"

namespace engine {

/// AdamW (Loshchilov and Hutter 2019, as Keras 2.15 and PyTorch have it): w ← w - η λ w, then Adam's step. The decay does
/// not pass through the gradient, so Adam does not scale it; it takes every weight and bias.
class AdamW : public Optimizer
{
public:
    struct Options
    {
        Adam::Options adam;
        double weightDecay = 0.004;
    };

    explicit AdamW(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    Adam m_adam;
    double m_weightDecay;
};

} // namespace engine
