#pragma once

#include "engine/layers/pool2d.h"

namespace engine {

/// The mean of what is under a window that slides over each map. At the edges it is the mean of those numbers alone that
/// lie inside, as Keras' AveragePooling2D has it.
class AveragePool2d : public Pool2d
{
public:
    explicit AveragePool2d(const Options& options);

    static const KindInfo& info();
    Spec spec() const override { return specOf(info().kind); }
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;
};

} // namespace engine
