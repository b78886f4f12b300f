#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// [N, C, H, W] → [N, C·H·W]: the same numbers in one row.
class Flatten : public Layer
{
public:
    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override { return {input.elements()}; }
    Aliasing aliasing() const override { return Aliasing::Passes; }
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;
};

} // namespace engine
