#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// y = x·Wᵀ + b. x: [N, in]   weight: [out, in], one row per neuron   bias: [out]   y: [N, out]
class Dense : public Layer
{
public:
    struct Options
    {
        std::size_t units = 128; ///< >= 1
    };

    explicit Dense(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override;
    std::vector<ParameterSpec> parameterSpecs(const Shape& input) const override;
    bool sumsOverBatch(const Shape& input) const override;
    /// The weights by inputs: what an input that is 0 would be multiplied with is then never read.
    std::size_t arrangedSize(const Shape& input, Reading reading) const override;
    void arrange(const ArrangePass& pass) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;
    void batchGradient(const BatchGradientPass& pass) const override;

private:
    std::size_t m_units;
};

} // namespace engine
