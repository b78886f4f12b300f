#include "engine/layers/activation.h"

#include <Eigen/Core>

#include <array>

namespace engine {
namespace {

using Array = Eigen::Map<Eigen::ArrayXf>;
using ConstArray = Eigen::Map<const Eigen::ArrayXf>;

Array array(std::span<float> values)
{
    return {values.data(), Eigen::Index(values.size())};
}

ConstArray array(std::span<const float> values)
{
    return {values.data(), Eigen::Index(values.size())};
}

} // namespace

Activation::Activation(Function function)
    : m_function(function)
{
}

const KindInfo& Activation::info(Function function)
{
    static const std::array<KindInfo, 3> kinds{{
        {"relu", "ReLU", "max(0, x): passes what is positive.", {}},
        {"sigmoid", "Sigmoid", "1 / (1 + e⁻ˣ): squeezes into (0, 1).", {}},
        {"tanh", "tanh", "Squeezes into (−1, 1).", {}},
    }};
    return kinds[std::size_t(function)];
}

Spec Activation::spec() const
{
    return {info(m_function).kind, {}};
}

Shape Activation::outputShape(const Shape& input) const
{
    return input;
}

void Activation::forward(const ForwardPass& pass) const
{
    const auto x = array(pass.input);
    auto y = array(pass.output);
    switch (m_function) {
    case Function::Relu:
        y = (x < 0.0f).select(0.0f, x); // a NaN stays one, so that a diverging run is noticed
        break;
    case Function::Sigmoid:
        y = x.logistic();
        break;
    case Function::Tanh:
        y = x.tanh();
        break;
    }
}

void Activation::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    const auto y = array(pass.output);
    const auto dy = array(pass.outputGradient);
    auto dx = array(pass.inputGradient);
    switch (m_function) {
    case Function::Relu:
        dx = (y > 0.0f).select(dy, 0.0f);
        break;
    case Function::Sigmoid:
        dx = dy * y * (1.0f - y);
        break;
    case Function::Tanh:
        dx = dy * (1.0f - y * y);
        break;
    }
}

} // namespace engine
