#include "engine/layers/dense.h"

#include "engine/errors.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/rows.h"

namespace engine {

Dense::Dense(const Options& options)
    : m_units(options.units)
{
}

const KindInfo& Dense::info()
{
    static const KindInfo kind{
        .kind = "dense",
        .title = "Dense",
        .help = "Every unit adds up all inputs, each times a weight of its own, and a bias.",
        .settings = {{.name = "units", .help = "neurons in this layer", .initial = std::int64_t{128}, .minimum = 1, .maximum = 1e6}},
    };
    return kind;
}

Spec Dense::spec() const
{
    return {info().kind, {{"units", std::int64_t(m_units)}}};
}

Shape Dense::outputShape(const Shape& input) const
{
    if (input.rank() != 1)
        throw ShapeError("expected one row of features, got " + input.text()
                         + "; put a Flatten layer before it");
    return {m_units};
}

std::vector<ParameterSpec> Dense::parameterSpecs(const Shape& input) const
{
    const std::size_t inputs = input.elements();
    return {
        {"weight", {m_units, inputs}, ParameterSpec::Role::Weight, inputs, m_units},
        {"bias", {m_units}, ParameterSpec::Role::Bias, inputs, m_units},
    };
}

void Dense::forward(const ForwardPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const auto weight = pass.parameters.first(m_units * inputs);
    const auto bias = pass.parameters.subspan(m_units * inputs, m_units);
    fillRows(pass.output, bias);
    multiplyTransposed(pass.input, weight, pass.output, pass.samples, inputs, m_units, Into::Add);
}

void Dense::backward(const BackwardPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const auto weight = pass.parameters.first(m_units * inputs);
    transposedMultiply(pass.outputGradient, pass.input, pass.parameterGradient.first(m_units * inputs), m_units,
                       pass.samples, inputs);
    sumRows(pass.outputGradient, pass.parameterGradient.subspan(m_units * inputs, m_units));
    if (!pass.inputGradient.empty())
        multiply(pass.outputGradient, weight, pass.inputGradient, pass.samples, m_units, inputs);
}

} // namespace engine
