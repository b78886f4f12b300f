#pragma once

#include "engine/optim/optimizer.h"

namespace engine {

/// w ← w - η g; with momentum μ > 0 (Polyak 1964, in Keras' form): velocity ← μ velocity - η g, w ← w + velocity;
/// with Nesterov's (Sutskever et al. 2013, in Keras' form): w ← w + μ velocity - η g instead.
class Sgd : public Optimizer
{
public:
    struct Options
    {
        double learningRate = 0.01;
        double momentum = 0; ///< [0, 1)
        bool nesterov = false; ///< means nothing without momentum
    };

    explicit Sgd(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    std::span<const std::string_view> stateNames() const override;
    void update(const Update& update) const override;

private:
    Options m_options;
};

} // namespace engine
