#pragma once

#include "engine/layers/pool2d.h"

#include <span>

namespace engine {

/// The largest number under a window that slides over each map. Ties go to the first in reading order, which alone
/// gets the gradient. Padding never wins.
class MaxPool2d : public Pool2d
{
public:
    explicit MaxPool2d(const Options& options);

    static const KindInfo& info();
    Spec spec() const override { return specOf(info().kind); }
    std::size_t savedPerSample(const Shape& input) const override;
    std::size_t scratchSize(const Shape& input, std::size_t maxSamples) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

private:
    void forwardBySquares(const ForwardPass& pass, std::span<float> choices, std::span<float> cut) const;
    void backwardBySquares(const BackwardPass& pass) const;
};

} // namespace engine
