#include "engine/layers/conv2d.h"

#include "engine/errors.h"
#include "engine/layers/convolution_ways.h"

#include <algorithm>

namespace engine {
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
        .help = "Slides small filters over the picture; each makes a map of where its pattern is found.",
        .settings = {
            {.name = "filters", .help = "filters, and so maps that come out", .initial = std::int64_t{32}, .minimum = 1, .maximum = 4096},
            {.name = "kernel_size", .help = "side of the square filter in pixels", .initial = std::int64_t{3}, .minimum = 1, .maximum = 31},
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
        throw ShapeError("expected maps (channels×height×width), got %1; convolutions come before Flatten and Dense",
                         input.text());
    const Shape output{m_filters, m_window.outputs(input[1]), m_window.outputs(input[2])};
    if (output.elements() == 0)
        throw ShapeError("a kernel of %1 does not fit into maps of %2",
                         Shape{m_window.size, m_window.size}.text(), Shape{input[1], input[2]}.text());
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
    if (m_window.stride > 1)
        return by_patches::scratchSize(input, m_window);
    const std::size_t shifts = by_shifts::scratchSize(input, m_window, m_filters);
    return suitsWinograd(input) ? std::max(shifts, by_winograd::scratchSize(input, m_window, m_filters)) : shifts;
}

std::size_t Conv2d::packedSize(const Shape& input, PackingUse use) const
{
    return suitsWinograd(input) ? by_winograd::packedSize(input, m_window, m_filters, use) : 0;
}

void Conv2d::pack(const PackPass& pass) const
{
    by_winograd::pack(pass, m_window, m_filters);
}

void Conv2d::forward(const ForwardPass& pass) const
{
    if (m_window.stride > 1)
        by_patches::forward(pass, m_window, m_filters);
    else if (goesByWinograd(pass))
        by_winograd::forward(pass, m_window, m_filters);
    else
        by_shifts::forward(pass, m_window, m_filters);
}

void Conv2d::backward(const BackwardPass& pass) const
{
    if (m_window.stride > 1)
        by_patches::backward(pass, m_window, m_filters);
    else if (goesByWinograd(pass))
        by_winograd::backward(pass, m_window, m_filters);
    else
        by_shifts::backward(pass, m_window, m_filters);
}

bool Conv2d::suitsWinograd(const Shape& input) const
{
    return by_winograd::suits(input, m_window, m_filters);
}

bool Conv2d::goesByWinograd(const auto& pass) const
{
    constexpr std::size_t fewestSamples = 4; // for fewer, taking the weights there costs more than it saves
    return (!pass.packed.empty() || pass.samples >= fewestSamples) && suitsWinograd(pass.inputShape);
}

} // namespace engine
