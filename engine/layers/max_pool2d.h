#pragma once

#include "engine/layers/layer.h"
#include "engine/layers/window.h"

namespace engine {

/// The largest number under a window that slides over each map. Ties go to the first in reading order, which alone
/// gets the gradient. Padding never wins.
class MaxPool2d : public Layer
{
public:
    struct Options
    {
        std::size_t poolSize = 2; ///< side of the square window, >= 1
        std::size_t stride = 2; ///< >= 1
        Padding padding = Padding::Valid;
    };

    explicit MaxPool2d(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override;
    std::size_t memoryPerSample(const Shape& input) const override;
    std::size_t scratchSize(const Shape& input, std::size_t maxSamples) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

private:
    Window m_window;
};

} // namespace engine
