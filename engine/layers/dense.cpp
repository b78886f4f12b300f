#include "engine/layers/dense.h"

#include "engine/errors.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/rows.h"
#include "engine/tensor/simd.h"
#include "engine/tensor/sparse_row.h"
#include "engine/tensor/transpose.h"
#include "engine/tensor/vector_products.h"

#include <algorithm>

namespace engine {
namespace {

/// Weights from which on their gradient is better made from a whole batch.
constexpr std::size_t largeMatrix = 1 << 15;

} // namespace

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

bool Dense::sumsOverBatch(const Shape& input) const
{
    const std::size_t inputs = input.elements();
    return inputs % simd::width == 0 && m_units * inputs >= largeMatrix;
}

std::size_t Dense::arrangedSize(const Shape& input) const
{
    return input.elements() * sparseRowStride(m_units);
}

void Dense::arrange(const Shape& input, std::span<const float> parameters, std::span<float> arranged) const
{
    const std::size_t inputs = input.elements();
    transpose(parameters.data(), arranged.data(), m_units, inputs, {.from = inputs, .to = sparseRowStride(m_units)});
}

void Dense::forward(const ForwardPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const auto weight = pass.parameters.first(m_units * inputs);
    const auto bias = pass.parameters.subspan(m_units * inputs, m_units);
    fillRows(pass.output, bias);
    if (pass.samples == 1 && !pass.arranged.empty()) {
        addSparseRow(pass.input, pass.arranged, pass.output);
        return;
    }
    multiplyTransposed(pass.input, weight, pass.output, pass.samples, inputs, m_units, Into::Add);
}

void Dense::backward(const BackwardPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const auto weight = pass.parameters.first(m_units * inputs);
    if (!pass.parameterGradient.empty()) {
        transposedMultiply(pass.outputGradient, pass.input, pass.parameterGradient.first(m_units * inputs), m_units,
                           pass.samples, inputs);
        sumRows(pass.outputGradient, pass.parameterGradient.subspan(m_units * inputs, m_units));
    }
    if (!pass.inputGradient.empty())
        multiply(pass.outputGradient, weight, pass.inputGradient, pass.samples, m_units, inputs);
}

void Dense::batchGradient(const BatchGradientPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const Strided gradient{.data = pass.outputGradient.data() + pass.firstUnit, .row = 1, .column = m_units};
    productAlongRows(gradient, pass.input.data(), pass.parameterGradient.data() + pass.firstUnit * inputs, pass.units,
                     pass.samples, inputs, false);
    const auto bias = pass.parameterGradient.subspan(m_units * inputs + pass.firstUnit, pass.units);
    std::ranges::fill(bias, 0.0f);
    for (std::size_t sample = 0; sample < pass.samples; ++sample)
        for (std::size_t unit = 0; unit < pass.units; ++unit)
            bias[unit] += gradient.data[sample * m_units + unit];
}

} // namespace engine
