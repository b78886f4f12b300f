#include "engine/layers/rbm.h"

#include "engine/errors.h"
#include "engine/layers/boltzmann_machine.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/rows.h"

#include <algorithm>

namespace engine {

Rbm::Rbm(const Options& options)
    : m_units(options.units)
{
}

const KindInfo& Rbm::info()
{
    static const KindInfo kind{
        .kind = "rbm",
        .title = "RBM",
        .help = "Restricted Boltzmann machine: a dense layer of sigmoids that can first learn, without labels, to "
                "reconstruct its input.",
        .settings = {{.name = "units", .help = "hidden units", .initial = std::int64_t{500}, .minimum = 1, .maximum = 1e6}},
    };
    return kind;
}

Spec Rbm::spec() const
{
    return {info().kind, {{"units", std::int64_t(m_units)}}};
}

Shape Rbm::outputShape(const Shape& input) const
{
    if (input.rank() != 1)
        throw ShapeError("expected one row of features, got %1; put a Flatten layer before it", input.text());
    return {m_units};
}

std::vector<ParameterSpec> Rbm::parameterSpecs(const Shape& input) const
{
    using Role = ParameterSpec::Role;
    const std::size_t inputs = input.elements();
    return {
        {"weight", {m_units, inputs}, Role::Weight, inputs, m_units, Spec{"normal", {{"stddev", 0.01}}}}, // Guide, section 8
        {"bias", {m_units}, Role::Bias, inputs, m_units},
        {"visible_bias", {inputs}, Role::Statistic, m_units, inputs, Spec{"zeros"}},
    };
}

std::size_t Rbm::scratchSize(const Shape& /*input*/, std::size_t maxSamples) const
{
    return maxSamples * m_units;
}

void Rbm::forward(const ForwardPass& pass) const
{
    BoltzmannMachine(pass.parameters, pass.inputShape.elements(), m_units).propagateUp(pass.input, pass.output);
}

void Rbm::backward(const BackwardPass& pass) const
{
    const std::size_t inputs = pass.inputShape.elements();
    const auto slope = pass.scratch.first(pass.samples * m_units);
    for (std::size_t i = 0; i < slope.size(); ++i)
        slope[i] = pass.outputGradient[i] * pass.output[i] * (1 - pass.output[i]);

    if (!pass.parameterGradient.empty()) {
        const auto weightGradient = pass.parameterGradient.first(m_units * inputs);
        transposedMultiply(slope, pass.input, weightGradient, m_units, pass.samples, inputs);
        sumRows(slope, pass.parameterGradient.subspan(m_units * inputs, m_units));
        std::ranges::fill(pass.parameterGradient.last(inputs), 0.0f);
    }
    if (!pass.inputGradient.empty())
        multiply(slope, pass.parameters.first(m_units * inputs), pass.inputGradient, pass.samples, m_units, inputs);
}

} // namespace engine
