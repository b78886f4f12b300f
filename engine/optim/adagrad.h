#pragma once

#include "engine/optim/optimizer.h"

namespace engine {

/// Adagrad (Duchi et al. 2011) as Keras 2.15 has it: a ← a + g², w ← w - η g / √(a + ε).
class Adagrad : public Optimizer
{
public:
    struct Options
    {
        double learningRate = 0.001;
        double initialAccumulator = 0.1; ///< a before the first step
        double epsilon = 1e-7; ///< under the root
    };

    explicit Adagrad(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    float initialState(std::size_t state) const override;
    void update(const Update& update) const override;

private:
    Options m_options;
};

} // namespace engine
