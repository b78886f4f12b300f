#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// Makes probabilities of one row of features: e^xᵢ / Σ e^xⱼ, all positive, their sum 1. Softmax cross-entropy takes
/// logits and does this itself, so a network that is trained with it does not end in this layer.
class Softmax : public Layer
{
public:
    static const KindInfo& info();
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override;
    bool backwardReadsOutput() const override { return true; }
    /// Its outputs: each one's slope needs all, also those that an intervention then replaced.
    std::size_t savedPerSample(const Shape& input) const override { return input.elements(); }
    void forward(const ForwardPass& pass) const override;
    /// dxᵢ = yᵢ (dyᵢ - Σ yⱼ dyⱼ)
    void backward(const BackwardPass& pass) const override;
};

} // namespace engine
