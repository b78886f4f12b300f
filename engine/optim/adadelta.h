#pragma once

#include "engine/optim/optimizer.h"

namespace engine {

/// Adadelta (Zeiler 2012) as Keras 2.15 has it; η = 1 is the paper's own:
/// a ← ρ a + (1 - ρ) g², δ = √(d + ε) / √(a + ε) · g, d ← ρ d + (1 - ρ) δ², w ← w - η δ.
class Adadelta : public Optimizer
{
public:
    struct Options
    {
        double learningRate = 0.001;
        double rho = 0.95; ///< [0, 1)
        double epsilon = 1e-7; ///< under both roots
    };

    explicit Adadelta(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    Options m_options;
};

} // namespace engine
