#include "engine/layers/dense.h"

#include "engine/errors.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/rows.h"
#include "engine/tensor/simd.h"
#include "engine/tensor/sparse_columns.h"
#include "engine/tensor/sparse_rows.h"

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
        .help = "Every unit reads all inputs: it adds them up, each times a weight of its own, and a bias.",
        .settings = {{.name = "units",
                      .help = "neurons in this layer",
                      .initial = std::int64_t{128},
                      .minimum = 1,
                      .maximum = 1e6}},
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
        throw ShapeError("expected one row of features, got %1; put a Flatten layer before it", input.text());
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

bool Dense::defersWeightGradient(const Shape& input) const
{
    const std::size_t inputs = input.elements();
    return inputs % simd::width == 0 && m_units * inputs >= largeMatrix;
}

std::size_t Dense::packedSize(const Shape& input, PackingUse use) const
{
    return use == PackingUse::Training ? 0 : sparsePanelsSize(m_units, input.elements());
}

void Dense::pack(const PackPass& pass) const
{
    const std::size_t panels = (m_units + sparsePanelWidth() - 1) / sparsePanelWidth();
    makeSparsePanels(pass.parameters, pass.packed, m_units, pass.inputShape.elements(), pass.begin(panels),
                     pass.end(panels));
}

void Dense::forward(const ForwardPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const auto weight = pass.parameters.first(m_units * inputs);
    const auto bias = pass.parameters.subspan(m_units * inputs, m_units);
    fillRows(pass.output, bias);
    if (!pass.packed.empty())
        addSparseRows(pass.input, pass.packed, pass.output, pass.samples, inputs, m_units);
    else
        multiplyTransposed(pass.input, weight, pass.output, pass.samples, inputs, m_units, Into::Add);
}

void Dense::backward(const BackwardPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const auto weight = pass.parameters.first(m_units * inputs);
    if (!pass.parameterGradient.empty()) {
        transposedMultiply(pass.outputGradient, pass.input, pass.parameterGradient.first(m_units * inputs),
                           m_units, pass.samples, inputs);
        sumRows(pass.outputGradient, pass.parameterGradient.subspan(m_units * inputs, m_units));
    }
    if (!pass.inputGradient.empty())
        multiply(pass.outputGradient, weight, pass.inputGradient, pass.samples, m_units, inputs);
}

void Dense::deferredWeightGradient(const DeferredWeightGradientPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const Strided gradient{.data = pass.outputGradient.data() + pass.firstUnit, .row = 1, .column = m_units};
    const auto weight = pass.parameterGradient.subspan(pass.firstUnit * inputs, pass.units * inputs);
    const auto bias = pass.parameterGradient.subspan(m_units * inputs + pass.firstUnit, pass.units);
    if (pass.sparseInput) {
        pass.sparseInput->gradient(pass.samples, gradient.data, m_units, pass.units, weight, bias);
        return;
    }
    multiply(gradient, pass.input.data(), weight.data(), pass.units, pass.samples, inputs);
    std::ranges::fill(bias, 0.0f);
    for (std::size_t sample = 0; sample < pass.samples; ++sample)
        for (std::size_t unit = 0; unit < pass.units; ++unit)
            bias[unit] += gradient.data[sample * m_units + unit];
}

} // namespace engine
