#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// y = γ (x - mean) / √(variance + ε) + β for each channel of [C, H, W], each feature of [F] or [T, F] (Ioffe and Szegedy
/// 2015). gamma, beta, moving_mean, moving_variance: [C] or [F]
///
/// While it trains, mean and variance are those of the samples in one call, which are the shard of the batch that one
/// thread takes, and not the whole batch: "ghost batch normalisation" (Hoffer et al. 2017), which also is the same for
/// any number of threads. In every other mode they are the moving ones, constants; moving ← momentum moving + (1 - momentum) current, as in
/// Keras, with the mean of the shards' values as current.
class BatchNormalization : public Layer
{
public:
    struct Options
    {
        double momentum = 0.99; ///< [0, 1]
        double epsilon = 1e-3; ///< > 0
        bool frozen = false; ///< trains with the moving mean and variance, which stay as they are: for fine-tuning
    };

    explicit BatchNormalization(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override { return input; }
    std::vector<ParameterSpec> parameterSpecs(const Shape& input) const override;
    bool treatsSamplesAlone() const override { return m_options.frozen; }
    std::size_t savedPerSample(const Shape& input) const override;
    std::size_t scratchSize(const Shape& input, std::size_t maxSamples) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

private:
    Options m_options;
};

} // namespace engine
