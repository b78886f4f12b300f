#include "engine/layers/average_pool2d.h"

#include <algorithm>

namespace engine {
namespace {

float meanUnder(const float* map, std::size_t width, const Reach& ys, const Reach& xs)
{
    float sum = 0;
    for (std::size_t y = ys.begin; y < ys.end; ++y)
        for (std::size_t x = xs.begin; x < xs.end; ++x)
            sum += map[y * width + x];
    return sum / float(ys.size() * xs.size());
}

/// Each number had the same share in the mean.
void spreadUnder(float* map, std::size_t width, const Reach& ys, const Reach& xs, float gradient)
{
    const float share = gradient / float(ys.size() * xs.size());
    for (std::size_t y = ys.begin; y < ys.end; ++y)
        for (std::size_t x = xs.begin; x < xs.end; ++x)
            map[y * width + x] += share;
}

} // namespace

AveragePool2d::AveragePool2d(const Options& options)
    : Pool2d(options)
{
}

const KindInfo& AveragePool2d::info()
{
    static const KindInfo kind{
        .kind = "average_pool2d",
        .title = "AveragePool2D",
        .help = "Keeps the mean of each small square, so that the maps shrink and become smoother.",
        .settings = settings(),
    };
    return kind;
}

void AveragePool2d::forward(const ForwardPass& pass) const
{
    const std::size_t inputHeight = pass.inputShape[1];
    const std::size_t inputWidth = pass.inputShape[2];
    const Shape outputs = outputShape(pass.inputShape);
    const std::size_t maps = pass.samples * pass.inputShape[0];
    float* output = pass.output.data();
    for (std::size_t map = 0; map < maps; ++map) {
        const float* input = pass.input.data() + map * inputHeight * inputWidth;
        for (std::size_t y = 0; y < outputs[1]; ++y) {
            const Reach ys = window().reach(inputHeight, y);
            for (std::size_t x = 0; x < outputs[2]; ++x)
                *output++ = meanUnder(input, inputWidth, ys, window().reach(inputWidth, x));
        }
    }
}

void AveragePool2d::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    const std::size_t inputHeight = pass.inputShape[1];
    const std::size_t inputWidth = pass.inputShape[2];
    const Shape outputs = outputShape(pass.inputShape);
    const std::size_t maps = pass.samples * pass.inputShape[0];
    std::ranges::fill(pass.inputGradient, 0.0f);
    const float* outputGradient = pass.outputGradient.data();
    for (std::size_t map = 0; map < maps; ++map) {
        float* inputGradient = pass.inputGradient.data() + map * inputHeight * inputWidth;
        for (std::size_t y = 0; y < outputs[1]; ++y) {
            const Reach ys = window().reach(inputHeight, y);
            for (std::size_t x = 0; x < outputs[2]; ++x)
                spreadUnder(inputGradient, inputWidth, ys, window().reach(inputWidth, x), *outputGradient++);
        }
    }
}

} // namespace engine
