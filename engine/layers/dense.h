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
    bool defersWeightGradient(const Shape& input) const override;
    /// The weights by inputs: what an input that is 0 would be multiplied with is then never read.
    std::size_t packedSize(const Shape& input, PackingUse use) const override;
    void pack(const PackPass& pass) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;
    void deferredWeightGradient(const DeferredWeightGradientPass& pass) const override;

private:
    std::size_t m_units;
};

} // namespace engine
