#pragma once

#include "engine/optim/adam_options.h"
#include "engine/optim/optimizer.h"

namespace engine {

/// Nadam, Adam with Nesterov's look ahead (Dozat 2015, with his warming momentum, as keras.optimizers.legacy.Nadam of
/// Keras 2 and PyTorch's NAdam have it): m and v as in Adam, μₜ = β1 (1 - 0.96^(0.004 t) / 2), Πₜ = μ₁ … μₜ,
/// w ← w - η (μₜ₊₁ m / (1 - Πₜ₊₁) + (1 - μₜ) g / (1 - Πₜ)) / (√(v / (1 - β2ᵗ)) + ε).
class Nadam : public Optimizer
{
public:
    using Options = AdamOptions;

    explicit Nadam(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    Options m_options;
};

} // namespace engine
