#pragma once

#include "engine/optim/optimizer.h"

namespace engine {

/// RMSprop (Tieleman and Hinton 2012) as Keras 2.15 has it: v ← ρ v + (1 - ρ) g², w ← w - η g / √(v + ε).
/// Centred (Graves 2013): a ← ρ a + (1 - ρ) g, and v - a² stands for v under the root.
/// With momentum μ > 0: velocity ← μ velocity + η g / √…, w ← w - velocity.
class RmsProp : public Optimizer
{
public:
    struct Options
    {
        double learningRate = 0.001;
        double rho = 0.9; ///< [0, 1)
        double momentum = 0; ///< [0, 1)
        double epsilon = 1e-7; ///< under the root
        bool centered = false;
    };

    explicit RmsProp(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    template<bool isCentered, bool hasMomentum>
    void run(const Update& update) const;

    Options m_options;
    std::vector<std::string_view> m_stateNames;
};

} // namespace engine
