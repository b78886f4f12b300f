#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// y = (x - mean) / √variance with one mean and variance for all numbers, those of the training set: Keras' Normalization
/// with axis=None. They are parameters, mean: [1] and variance: [1], so that whoever reads a picture with the weights
/// reads it in the same way; a run measures them before its first step, see adaptNormalization().
class Normalization : public Layer
{
public:
    static const KindInfo& info();
    Spec spec() const override { return {info().kind, {}}; }
    Shape outputShape(const Shape& input) const override { return input; }
    Aliasing aliasing() const override { return Aliasing::Overwrites; }
    std::vector<ParameterSpec> parameterSpecs(const Shape& input) const override;
    void forward(const ForwardPass& pass) const override;
    void backward(const BackwardPass& pass) const override;
};

} // namespace engine
