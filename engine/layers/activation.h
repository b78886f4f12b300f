#pragma once

#include "engine/layers/layer.h"

namespace engine {

/// One function applied to each number alone. Shapes stay as they are.
class Activation : public Layer
{
public:
    enum class Function { Relu, LeakyRelu, Elu, Sigmoid, Tanh, Linear };

    /// alpha, [0, 1] and [0, 10]: leaky ReLU's slope and ELU's depth below 0; the other functions have none.
    explicit Activation(Function function, double alpha = 0);

    static const KindInfo& info(Function function);
    Spec spec() const override;
    Shape outputShape(const Shape& input) const override;
    Aliasing aliasing() const override { return Aliasing::Overwrites; }
    bool backwardReadsOutput() const override { return true; }
    void forward(const ForwardPass& pass) const override;
    /// From the output alone: sigmoid' = y (1 - y), tanh' = 1 - y²; below 0 relu' = 0, leaky relu' = α, elu' = y + α.
    void backward(const BackwardPass& pass) const override;

private:
    Function m_function;
    double m_alpha;
};

} // namespace engine
