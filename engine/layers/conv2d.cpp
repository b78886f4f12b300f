#include "engine/layers/conv2d.h"

#include "engine/errors.h"
#include "engine/layers/patches.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/rows.h"

#include <algorithm>

namespace engine {
namespace {

/// The sizes of one call, as matrices: output [filters, places] = weight [filters, cells] · patches [cells, places].
struct Sizes
{
    std::size_t cells;
    std::size_t places;
    std::size_t inputs;
    std::size_t outputs;

    Sizes(const Shape& input, const Window& window, std::size_t filters)
        : cells(input[0] * window.size * window.size)
        , places(window.outputs(input[1]) * window.outputs(input[2]))
        , inputs(input.elements())
        , outputs(filters * places)
    {
    }
};

} // namespace

Conv2d::Conv2d(const Options& options)
    : m_filters(options.filters)
    , m_window{options.kernelSize, options.stride, options.padding}
{
}

const KindInfo& Conv2d::info()
{
    static const KindInfo kind{
        .kind = "conv2d",
        .title = "Conv2D",
        .help = "Slides small kernels over the picture; each makes a map of where its pattern is found.",
        .settings = {
            {.name = "filters", .help = "kernels, and maps that come out", .initial = std::int64_t{32}, .minimum = 1, .maximum = 4096},
            {.name = "kernel_size", .help = "side of the square kernel in pixels", .initial = std::int64_t{3}, .minimum = 1, .maximum = 31},
            {.name = "stride", .help = "pixels from one place to the next", .initial = std::int64_t{1}, .minimum = 1, .maximum = 16},
            paddingSetting(Padding::Same),
        },
    };
    return kind;
}

Spec Conv2d::spec() const
{
    return {info().kind,
            {{"filters", std::int64_t(m_filters)},
             {"kernel_size", std::int64_t(m_window.size)},
             {"stride", std::int64_t(m_window.stride)},
             {"padding", textOf(m_window.padding)}}};
}

Shape Conv2d::outputShape(const Shape& input) const
{
    if (input.rank() != 3)
        throw ShapeError("expected maps (channels×height×width), got " + input.text()
                         + "; convolutions come before Flatten and Dense");
    const Shape output{m_filters, m_window.outputs(input[1]), m_window.outputs(input[2])};
    if (output.elements() == 0)
        throw ShapeError("a kernel of " + Shape{m_window.size, m_window.size}.text() + " does not fit into maps of "
                         + Shape{input[1], input[2]}.text());
    return output;
}

std::vector<ParameterSpec> Conv2d::parameterSpecs(const Shape& input) const
{
    // Fans as Glorot and Keras count them: the receptive field times the maps.
    const std::size_t field = m_window.size * m_window.size;
    const std::size_t fanIn = field * input[0];
    const std::size_t fanOut = field * m_filters;
    return {
        {"weight", {m_filters, input[0], m_window.size, m_window.size}, ParameterSpec::Role::Weight, fanIn, fanOut},
        {"bias", {m_filters}, ParameterSpec::Role::Bias, fanIn, fanOut},
    };
}

std::size_t Conv2d::scratchSize(const Shape& input, std::size_t) const
{
    const Sizes sizes(input, m_window, m_filters);
    return sizes.cells * sizes.places;
}

void Conv2d::forward(const ForwardPass& pass) const
{
    const Sizes sizes(pass.inputShape, m_window, m_filters);
    const auto weight = pass.parameters.first(m_filters * sizes.cells);
    const auto bias = pass.parameters.subspan(weight.size(), m_filters);
    const auto patches = pass.scratch.first(sizes.cells * sizes.places);
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const auto output = pass.output.subspan(i * sizes.outputs, sizes.outputs);
        imageToPatches(pass.input.subspan(i * sizes.inputs, sizes.inputs), pass.inputShape, m_window, patches);
        for (std::size_t filter = 0; filter < m_filters; ++filter)
            std::ranges::fill(output.subspan(filter * sizes.places, sizes.places), bias[filter]);
        multiply(weight, patches, output, m_filters, sizes.cells, sizes.places, Into::Add);
    }
}

void Conv2d::backward(const BackwardPass& pass) const
{
    const Sizes sizes(pass.inputShape, m_window, m_filters);
    const auto weight = pass.parameters.first(m_filters * sizes.cells);
    const auto weightGradient = pass.parameterGradient.first(weight.size());
    const auto biasGradient = pass.parameterGradient.subspan(weight.size(), m_filters);
    const auto patches = pass.scratch.first(sizes.cells * sizes.places);
    std::ranges::fill(pass.parameterGradient, 0.0f);
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const auto gradient = pass.outputGradient.subspan(i * sizes.outputs, sizes.outputs);
        imageToPatches(pass.input.subspan(i * sizes.inputs, sizes.inputs), pass.inputShape, m_window, patches);
        multiplyTransposed(gradient, patches, weightGradient, m_filters, sizes.places, sizes.cells, Into::Add);
        for (std::size_t filter = 0; filter < m_filters; ++filter)
            biasGradient[filter] += sum(gradient.subspan(filter * sizes.places, sizes.places));
        if (pass.inputGradient.empty())
            continue;
        transposedMultiply(weight, gradient, patches, sizes.cells, m_filters, sizes.places);
        patchesToImage(patches, pass.inputShape, m_window, pass.inputGradient.subspan(i * sizes.inputs, sizes.inputs));
    }
}

} // namespace engine
