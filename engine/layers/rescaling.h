#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// y = scale x + offset, as Keras' Rescaling. With 255 a network reads the bytes of its pictures as they are.
class Rescaling : public Layer
{
public:
    struct Options
    {
        double scale = 255;
        double offset = 0;
    };

    explicit Rescaling(const Options& options);

    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override { return input; }
    Aliasing aliasing() const override { return Aliasing::Overwrites; }
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;

private:
    Options m_options;
};

} // namespace engine
