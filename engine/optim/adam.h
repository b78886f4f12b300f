#pragma once

#include "engine/optim/optimizer.h"

namespace engine {

/// Adam (Kingma and Ba 2015, the form before section 2.1, as Keras has it):
/// m ← m + (1 - β1)(g - m), v ← v + (1 - β2)(g² - v), w ← w - η √(1 - β2ᵗ)/(1 - β1ᵗ) · m / (√v + ε).
class Adam : public Optimizer
{
public:
    struct Options
    {
        double learningRate = 0.001;
        double beta1 = 0.9; ///< [0, 1)
        double beta2 = 0.999; ///< [0, 1)
        double epsilon = 1e-7; ///< outside the root, not corrected for bias
    };

    explicit Adam(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    Options m_options;
};

} // namespace engine
