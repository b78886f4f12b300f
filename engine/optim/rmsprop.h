#pragma once

#include "engine/optim/optimizer.h"

namespace engine {

/// RMSprop (Tieleman and Hinton 2012) as Keras 3 has it: v ← ρ v + (1 - ρ) g², w ← w - η g / √(v + ε).
class RmsProp : public Optimizer
{
public:
    struct Options
    {
        double learningRate = 0.001;
        double rho = 0.9; ///< [0, 1)
        double epsilon = 1e-7; ///< under the root
    };

    explicit RmsProp(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    Options m_options;
};

} // namespace engine
