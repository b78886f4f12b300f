#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), by Keras'
/// definition. Reads the rows of [T, F] or [1, T, F] as T time steps of F features, starting from h₀ = c₀ = 0:
///   i, f, o = σ(W xₜ + R hₜ₋₁ + b), g = tanh(W xₜ + R hₜ₋₁ + b) with rows of W, R and b for each
///   cₜ = f cₜ₋₁ + i g, hₜ = o tanh(cₜ)
/// weight: [4 units, F]   recurrent_weight: [4 units, units]   four biases: [units], in Keras' order i, f, g, o
/// output: the last hₜ, [units], or all of them, [T, units]
class Lstm : public Layer
{
public:
    struct Options
    {
        std::size_t units = 128; ///< >= 1
        bool returnSequences = false;
    };

    explicit Lstm(const Options& options);

    std::size_t units() const { return m_options.units; }

    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override;
    bool sharesWeights() const override { return true; }
    std::vector<ParameterSpec> parameterSpecs(const Shape& input) const override;
    std::size_t savedPerSample(const Shape& input) const override;
    std::size_t scratchSize(const Shape& input, std::size_t maxSamples) const override;
    void forward(const ForwardPass& pass) const override;
    /// Back-propagation through time (Werbos 1990), over all steps.
    void backward(const BackwardPass& pass) const override;

private:
    Options m_options;
};

} // namespace engine
