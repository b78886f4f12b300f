#include "engine/layers/convolution_ways.h"
#include "engine/layers/correlation.h"
#include "engine/layers/pieces.h"

#include <algorithm>

namespace engine::by_shifts {
namespace {

Correlation correlationOf(const Shape& input, const Window& window, std::size_t filters)
{
    return {.channels = input[0],
            .filters = filters,
            .height = input[1],
            .width = input[2],
            .kernel = window.size,
            .before = window.padBefore(input[1]), // at stride 1 the same for both axes
            .outHeight = window.outputs(input[1]),
            .outWidth = window.outputs(input[2])};
}

std::span<float> zeros(std::span<float> numbers)
{
    std::ranges::fill(numbers, 0.0f);
    return numbers;
}

} // namespace

std::size_t scratchSize(const Shape& input, const Window& window, std::size_t filters)
{
    const Correlation shape = correlationOf(input, window, filters);
    const Correlation back = shape.backward();
    const std::size_t forward = Pieces::size({shape.paddedSize(), shape.sumsSize()});
    const std::size_t backward = Pieces::size({shape.paddedSize(), shape.transposedSize(), shape.weightSumsSize(),
                                               back.paddedSize(), back.sumsSize(), filters * shape.cells()});
    return std::max(forward, backward);
}

void forward(const ForwardPass& pass, const Window& window, std::size_t filters)
{
    const Correlation shape = correlationOf(pass.inputShape, window, filters);
    const auto weight = pass.parameters.first(filters * shape.cells());
    const auto bias = pass.parameters.subspan(weight.size(), filters);
    Pieces pieces(pass.scratch);
    const auto padded = zeros(pieces.next(shape.paddedSize()));
    const auto sums = pieces.next(shape.sumsSize());
    for (std::size_t i = 0; i < pass.samples; ++i) {
        pad(shape, pass.input.subspan(i * shape.inputs(), shape.inputs()), padded);
        correlate(shape, padded, weight, bias, pass.output.subspan(i * shape.outputs(), shape.outputs()), sums);
    }
}

void backward(const BackwardPass& pass, const Window& window, std::size_t filters)
{
    const Correlation shape = correlationOf(pass.inputShape, window, filters);
    const Correlation back = shape.backward();
    const auto weight = pass.parameters.first(filters * shape.cells());
    const bool wantsParameters = !pass.parameterGradient.empty();
    const auto biasGradient = wantsParameters ? zeros(pass.parameterGradient.subspan(weight.size(), filters)) : std::span<float>{};
    Pieces pieces(pass.scratch);
    const auto padded = pieces.next(shape.paddedSize());
    const auto transposed = pieces.next(shape.transposedSize());
    const auto weightSums = pieces.next(shape.weightSumsSize());
    const auto paddedGradient = zeros(pieces.next(back.paddedSize()));
    const auto sums = pieces.next(back.sumsSize());
    const auto turned = pieces.next(weight.size());
    if (wantsParameters) {
        zeros(padded);
        zeros(weightSums);
    }
    if (!pass.inputGradient.empty())
        turnWeights(shape, weight, turned);
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const auto gradient = pass.outputGradient.subspan(i * shape.outputs(), shape.outputs());
        if (wantsParameters) {
            pad(shape, pass.input.subspan(i * shape.inputs(), shape.inputs()), padded);
            transpose(shape, gradient, transposed);
            addWeightGradient(shape, padded, transposed, weightSums);
            addBiasGradient(shape, transposed, biasGradient);
        }
        if (pass.inputGradient.empty())
            continue;
        pad(back, gradient, paddedGradient);
        correlate(back, paddedGradient, turned, {}, pass.inputGradient.subspan(i * shape.inputs(), shape.inputs()), sums);
    }
    if (wantsParameters)
        storeWeightGradient(shape, weightSums, pass.parameterGradient.first(weight.size()));
}

} // namespace engine::by_shifts
