#pragma once

#include "engine/layers/layer.h"
#include "engine/layers/window.h"

namespace engine {

/// Cross-correlation of [C, H, W] with `filters` kernels, as every framework's "convolution" is.
/// weight: [filters, C, k, k]   bias: [filters]   output: [filters, H', W']
/// There are several ways to the same sums; see convolution_ways.h.
class Conv2d : public Layer
{
public:
    struct Options
    {
        std::size_t filters = 32; ///< >= 1
        std::size_t kernelSize = 3; ///< side of the square kernel, >= 1
        std::size_t stride = 1; ///< >= 1
        Padding padding = Padding::Same;
    };

    explicit Conv2d(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override;
    bool sharesWeights() const override { return true; }
    std::vector<ParameterSpec> parameterSpecs(const Shape& input) const override;
    std::size_t scratchSize(const Shape& input, std::size_t maxSamples) const override;
    std::size_t packedSize(const Shape& input, PackingUse use) const override;
    void pack(const PackPass& pass) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

private:
    bool suitsWinograd(const Shape& input) const;
    bool goesByWinograd(const auto& pass) const;

    std::size_t m_filters;
    Window m_window;
};

} // namespace engine
