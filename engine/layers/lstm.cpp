#include "engine/layers/lstm.h"

#include "engine/errors.h"
#include "engine/layers/lstm_tape.h"
#include "engine/recipe/switch_setting.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/rows.h"

#include <algorithm>

namespace engine {
namespace {

/// Takes the next count numbers off the front of a span.
template<typename Number>
std::span<Number> take(std::span<Number>& numbers, std::size_t count)
{
    const auto taken = numbers.first(count);
    numbers = numbers.subspan(count);
    return taken;
}

/// [rows, columns] blocks of width numbers to [columns, rows] blocks.
void transposeBlocks(std::span<const float> from, std::size_t rows, std::size_t columns, std::size_t width,
                     std::span<float> to)
{
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column)
            std::ranges::copy(from.subspan((row * columns + column) * width, width),
                              to.begin() + std::ptrdiff_t((column * rows + row) * width));
}

/// A layer's slice of the parameters, or of their gradient.
template<typename Number>
struct Arrays
{
    std::span<Number> weight;
    std::span<Number> recurrentWeight;
    std::span<Number> bias;

    Arrays(const LstmSizes& sizes, std::span<Number> all)
        : weight(take(all, 4 * sizes.units * sizes.features))
        , recurrentWeight(take(all, 4 * sizes.units * sizes.units))
        , bias(take(all, 4 * sizes.units))
    {
    }
};

} // namespace

Lstm::Lstm(const Options& options)
    : m_options(options)
{
}

const KindInfo& Lstm::info()
{
    static const KindInfo kind{
        .kind = "lstm",
        .title = "LSTM",
        .help = "Reads its input row by row and keeps a memory. Gates learn what to keep, what to forget and what to "
                "give.",
        .settings = {
            {.name = "units", .help = "memory cells", .initial = std::int64_t{128}, .minimum = 1, .maximum = 4096},
            switchSetting("return_sequences", "give the hidden state after every row, not only after the last"),
        },
    };
    return kind;
}

Spec Lstm::spec() const
{
    return {info().kind,
            {{"units", std::int64_t(m_options.units)}, {"return_sequences", switchValue(m_options.returnSequences)}}};
}

Shape Lstm::outputShape(const Shape& input) const
{
    if (input.rank() != 2 && !(input.rank() == 3 && input[0] == 1))
        throw ShapeError("expected rows (steps×features) or one map (1×height×width), got %1", input.text());
    if (!m_options.returnSequences)
        return {m_options.units};
    return {input[input.rank() - 2], m_options.units};
}

std::vector<ParameterSpec> Lstm::parameterSpecs(const Shape& input) const
{
    // Initialisers as Keras has them; a forget gate that begins open lets gradients pass (Jozefowicz et al. 2015).
    using Role = ParameterSpec::Role;
    const std::size_t units = m_options.units;
    const std::size_t features = input[input.rank() - 1];
    return {
        {"weight", {4 * units, features}, Role::Weight, features, 4 * units},
        {"recurrent_weight", {4 * units, units}, Role::Weight, units, 4 * units, Spec{"orthogonal"}},
        {"input_bias", {units}, Role::Bias, features, units},
        {"forget_bias", {units}, Role::Bias, features, units, Spec{"constant", {{"value", 1.0}}}},
        {"candidate_bias", {units}, Role::Bias, features, units},
        {"output_bias", {units}, Role::Bias, features, units},
    };
}

std::size_t Lstm::savedPerSample(const Shape& input) const
{
    return LstmSizes(input, m_options.units, 1).tape();
}

std::size_t Lstm::scratchSize(const Shape& input, std::size_t maxSamples) const
{
    const LstmSizes sizes(input, m_options.units, maxSamples);
    // forward: the input and, where nothing survives, the tape; backward: gradients of the gates, of all hidden states
    // and of the cells, and the input or its gradient. The tape is the longer.
    return sizes.inputs() + sizes.tape();
}

void Lstm::forward(const ForwardPass& pass) const
{
    const LstmSizes sizes(pass.inputShape, m_options.units, pass.samples);
    const Arrays parameters(sizes, pass.parameters);
    auto scratch = pass.scratch;
    const auto input = take(scratch, sizes.inputs());
    const LstmTape tape(sizes, pass.mode == PassMode::Inference ? scratch : pass.saved);

    transposeBlocks(pass.input, sizes.samples, sizes.steps, sizes.features, input);
    fillRows(tape.gates, parameters.bias);
    multiplyTransposed(input, parameters.weight, tape.gates, sizes.steps * sizes.samples, sizes.features, 4 * sizes.units,
                       Into::Add);
    std::ranges::fill(tape.cells.first(sizes.block()), 0.0f);
    std::ranges::fill(tape.hidden.first(sizes.block()), 0.0f);
    for (std::size_t t = 0; t < sizes.steps; ++t) {
        const auto step = tape.at(t);
        if (t > 0)
            multiplyTransposed(sizes.blockOf(tape.hidden, t), parameters.recurrentWeight, step.gates, sizes.samples,
                               sizes.units, 4 * sizes.units, Into::Add);
        stepForward(step);
    }
    if (m_options.returnSequences)
        transposeBlocks(tape.hidden.subspan(sizes.block()), sizes.steps, sizes.samples, sizes.units, pass.output);
    else
        std::ranges::copy(sizes.blockOf(tape.hidden, sizes.steps), pass.output.begin());
}

void Lstm::backward(const BackwardPass& pass) const
{
    const LstmSizes sizes(pass.inputShape, m_options.units, pass.samples);
    const Arrays parameters(sizes, pass.parameters);
    auto scratch = pass.scratch;
    const auto input = take(scratch, sizes.inputs());
    const auto gatesGradient = take(scratch, sizes.steps * sizes.gates());
    const auto hiddenGradient = take(scratch, sizes.steps * sizes.block());
    const auto cellGradient = take(scratch, sizes.block());
    const LstmTape tape(sizes, pass.saved);

    if (m_options.returnSequences) {
        transposeBlocks(pass.outputGradient, sizes.samples, sizes.steps, sizes.units, hiddenGradient);
    } else {
        std::ranges::fill(hiddenGradient, 0.0f);
        std::ranges::copy(pass.outputGradient, sizes.blockOf(hiddenGradient, sizes.steps - 1).begin());
    }
    std::ranges::fill(cellGradient, 0.0f);
    for (std::size_t t = sizes.steps; t-- > 0;) {
        const auto ofGates = gatesGradient.subspan(t * sizes.gates(), sizes.gates());
        stepBackward(tape.at(t), sizes.blockOf(hiddenGradient, t), cellGradient, ofGates);
        if (t > 0)
            multiply(ofGates, parameters.recurrentWeight, sizes.blockOf(hiddenGradient, t - 1), sizes.samples,
                     4 * sizes.units, sizes.units, Into::Add);
    }

    const std::size_t rows = sizes.steps * sizes.samples;
    if (!pass.parameterGradient.empty()) {
        const Arrays gradient(sizes, pass.parameterGradient);
        transposeBlocks(pass.input, sizes.samples, sizes.steps, sizes.features, input);
        transposedMultiply(gatesGradient, input, gradient.weight, 4 * sizes.units, rows, sizes.features);
        transposedMultiply(gatesGradient, tape.hidden.first(rows * sizes.units), gradient.recurrentWeight,
                           4 * sizes.units, rows, sizes.units);
        sumRows(gatesGradient, gradient.bias);
    }
    if (!pass.inputGradient.empty()) {
        multiply(gatesGradient, parameters.weight, input, rows, 4 * sizes.units, sizes.features);
        transposeBlocks(input, sizes.steps, sizes.samples, sizes.features, pass.inputGradient);
    }
}

} // namespace engine
