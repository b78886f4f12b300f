#include "engine/layers/convolution_ways.h"
#include "engine/layers/patches.h"
#include "engine/tensor/matrix.h"
#include "engine/tensor/rows.h"

#include <algorithm>

namespace engine::by_patches {
namespace {

/// As matrices: output [filters, places] = weight [filters, cells] · patches [cells, places].
struct Sizes
{
    std::size_t cells;
    std::size_t places;
    std::size_t inputs;

    Sizes(const Shape& input, const Window& window)
        : cells(input[0] * window.size * window.size)
        , places(window.outputs(input[1]) * window.outputs(input[2]))
        , inputs(input.elements())
    {
    }
};

/// Adds one sample's. patches: of its input.
void addParameterGradient(const Sizes& sizes, std::size_t filters, std::span<const float> outputGradient,
                          std::span<const float> patches, std::span<float> parameterGradient)
{
    const auto weight = parameterGradient.first(filters * sizes.cells);
    const auto bias = parameterGradient.subspan(weight.size(), filters);
    multiplyTransposed(outputGradient, patches, weight, filters, sizes.places, sizes.cells, Into::Add);
    for (std::size_t filter = 0; filter < filters; ++filter)
        bias[filter] += sum(outputGradient.subspan(filter * sizes.places, sizes.places));
}

} // namespace

std::size_t scratchSize(const Shape& input, const Window& window)
{
    const Sizes sizes(input, window);
    return sizes.cells * sizes.places;
}

void forward(const ForwardPass& pass, const Window& window, std::size_t filters)
{
    const Sizes sizes(pass.inputShape, window);
    const std::size_t outputs = filters * sizes.places;
    const auto weight = pass.parameters.first(filters * sizes.cells);
    const auto bias = pass.parameters.subspan(weight.size(), filters);
    const auto patches = pass.scratch.first(sizes.cells * sizes.places);
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const auto output = pass.output.subspan(i * outputs, outputs);
        imageToPatches(pass.input.subspan(i * sizes.inputs, sizes.inputs), pass.inputShape, window, patches);
        for (std::size_t filter = 0; filter < filters; ++filter)
            std::ranges::fill(output.subspan(filter * sizes.places, sizes.places), bias[filter]);
        multiply(weight, patches, output, filters, sizes.cells, sizes.places, Into::Add);
    }
}

void backward(const BackwardPass& pass, const Window& window, std::size_t filters)
{
    const Sizes sizes(pass.inputShape, window);
    const std::size_t outputs = filters * sizes.places;
    const auto weight = pass.parameters.first(filters * sizes.cells);
    const auto patches = pass.scratch.first(sizes.cells * sizes.places);
    std::ranges::fill(pass.parameterGradient, 0.0f);
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const auto gradient = pass.outputGradient.subspan(i * outputs, outputs);
        if (!pass.parameterGradient.empty()) {
            imageToPatches(pass.input.subspan(i * sizes.inputs, sizes.inputs), pass.inputShape, window, patches);
            addParameterGradient(sizes, filters, gradient, patches, pass.parameterGradient);
        }
        if (pass.inputGradient.empty())
            continue;
        transposedMultiply(weight, gradient, patches, sizes.cells, filters, sizes.places);
        patchesToImage(patches, pass.inputShape, window, pass.inputGradient.subspan(i * sizes.inputs, sizes.inputs));
    }
}

} // namespace engine::by_patches
