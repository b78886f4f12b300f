#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// One function applied to each number alone: ReLU, sigmoid, tanh. Shapes stay as they are.
class Activation : public Layer
{
public:
    enum class Function { Relu, Sigmoid, Tanh };

    explicit Activation(Function function);

    static const KindInfo& info(Function function);
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override;
    Aliasing aliasing() const override { return Aliasing::Overwrites; }
    bool backwardReadsOutput() const override { return true; }
    void forward(const ForwardPass& pass) const override;
    /// From the output alone: relu' = [y > 0], sigmoid' = y (1 - y), tanh' = 1 - y².
    void backward(const BackwardPass& pass) const override;

private:
    Function m_function;
};

} // namespace engine
