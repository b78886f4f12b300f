#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// y = σ(x·Wᵀ + b): the hidden units of a restricted Boltzmann machine, by their probabilities, see BoltzmannMachine. A
/// dense layer with a sigmoid, that can learn what its inputs look like before the network learns what they mean.
/// x: [N, V]   weight: [H, V], one row per unit   bias: [H]   visible_bias: [V]   y: [N, H]
/// visible_bias leads back from y to x; no gradient leads it.
class Rbm : public Layer
{
public:
    struct Options
    {
        std::size_t units = 500; ///< H >= 1
    };

    explicit Rbm(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override;
    std::vector<ParameterSpec> parameterSpecs(const Shape& input) const override;
    bool backwardReadsOutput() const override { return true; }
    std::size_t scratchSize(const Shape& input, std::size_t maxSamples) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

private:
    std::size_t m_units;
};

} // namespace engine
