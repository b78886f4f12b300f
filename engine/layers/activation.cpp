#include "engine/layers/activation.h"

#include "engine/tensor/loops.h"

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

// Eigen's select() is no vector code. In place or not, no number depends on another one.

void rectify(std::span<const float> x, std::span<float> y)
{
    DIGITSCOPE_INDEPENDENT_TURNS
    for (std::size_t i = 0; i < x.size(); ++i)
        y[i] = x[i] < 0 ? 0 : x[i]; // a NaN stays one, so that a diverging run is noticed
}

void passPositive(std::span<const float> y, std::span<const float> dy, std::span<float> dx)
{
    DIGITSCOPE_INDEPENDENT_TURNS
    for (std::size_t i = 0; i < y.size(); ++i)
        dx[i] = y[i] > 0 ? dy[i] : 0;
}

} // namespace

Activation::Activation(Function function, double alpha)
    : m_function(function)
    , m_alpha(alpha)
{
}

const KindInfo& Activation::info(Function function)
{
    // Formulas and default values as Keras 2 has them, keras.io/2.16/api/layers/activation_layers.
    static const std::array<KindInfo, 6> kinds{{
        {"relu", "ReLU", "max(0, x): what is below 0 becomes 0, the rest stays as it is.", {}},
        {"leaky_relu", "Leaky ReLU", "Passes what is positive and a small share of what is negative, so that no unit "
                                     "dies.",
         {{.name = "alpha", .help = "share of a negative number that passes", .initial = 0.3, .minimum = 0, .maximum = 1}}},
        {"elu", "ELU", "Passes what is positive; below 0, α (eˣ − 1) sinks smoothly to −α.",
         {{.name = "alpha", .help = "how far below 0 it can sink", .initial = 1.0, .minimum = 0, .maximum = 10}}},
        {"sigmoid", "Sigmoid", "1 / (1 + e⁻ˣ): squeezes every number between 0 and 1. Far from 0 it is flat, where "
                               "gradients vanish.", {}},
        {"tanh", "tanh", "Squeezes every number between −1 and 1. Far from 0 it is flat, where gradients vanish.", {}},
        {"linear", "Linear", "Passes every number as it is.", {}},
    }};
    return kinds[std::size_t(function)];
}

Spec Activation::spec() const
{
    const KindInfo& kind = info(m_function);
    if (kind.settings.empty())
        return {kind.kind, {}};
    return {kind.kind, {{"alpha", m_alpha}}};
}

Shape Activation::outputShape(const Shape& input) const
{
    return input;
}

void Activation::forward(const ForwardPass& pass) const
{
    const auto x = array(pass.input);
    const auto alpha = float(m_alpha);
    auto y = array(pass.output);
    switch (m_function) {
    case Function::Relu:
        rectify(pass.input, pass.output);
        break;
    case Function::LeakyRelu:
        y = (x < 0.0f).select(alpha * x, x);
        break;
    case Function::Elu: { // Clevert et al. 2015, eq. 15
        // eˣ − 1 = 2t / (1 − t) with t = tanh(x / 2): Eigen's tanh, unlike its exp, gives the same bits wherever x lies.
        const auto t = (0.5f * x.min(0.0f)).tanh();
        y = x.max(0.0f) + alpha * (2.0f * t / (1.0f - t));
        break;
    }
    case Function::Sigmoid:
        y = x.logistic();
        break;
    case Function::Tanh:
        y = x.tanh();
        break;
    case Function::Linear:
        y = x;
        break;
    }
}

void Activation::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    const auto y = array(pass.output);
    const auto dy = array(pass.outputGradient);
    const auto alpha = float(m_alpha);
    auto dx = array(pass.inputGradient);
    switch (m_function) {
    case Function::Relu:
        passPositive(pass.output, pass.outputGradient, pass.inputGradient);
        break;
    case Function::LeakyRelu:
        dx = (y > 0.0f).select(dy, alpha * dy);
        break;
    case Function::Elu:
        dx = (y > 0.0f).select(dy, dy * (y + alpha));
        break;
    case Function::Sigmoid:
        dx = dy * y * (1.0f - y);
        break;
    case Function::Tanh:
        dx = dy * (1.0f - y * y);
        break;
    case Function::Linear:
        dx = dy;
        break;
    }
}

} // namespace engine
