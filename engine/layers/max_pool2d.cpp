#include "engine/layers/max_pool2d.h"

#include "engine/layers/two_by_two.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine {
namespace {

struct Largest
{
    float value = -std::numeric_limits<float>::infinity();
    std::size_t place = 0;
};

Largest largestUnder(const float* map, std::size_t width, const Reach& ys, const Reach& xs)
{
    Largest best{.place = ys.begin * width + xs.begin};
    for (std::size_t y = ys.begin; y < ys.end; ++y) {
        for (std::size_t x = xs.begin; x < xs.end; ++x) {
            const float value = map[y * width + x];
            if (value > best.value || std::isnan(value)) // a NaN must not vanish here
                best = {value, y * width + x};
        }
    }
    return best;
}

/// The quick way: squares of two that meet and cover the whole map.
bool isTwoByTwo(const Window& window, const Shape& input)
{
    return window.size == 2 && window.stride == 2 && input[1] % 2 == 0 && input[2] % 2 == 0;
}

} // namespace

MaxPool2d::MaxPool2d(const Options& options)
    : Pool2d(options)
{
}

const KindInfo& MaxPool2d::info()
{
    static const KindInfo kind{
        .kind = "max_pool2d",
        .title = "MaxPool2D",
        .help = "Keeps the largest number of each small square, so that the maps shrink and small shifts matter less.",
        .settings = settings(),
    };
    return kind;
}

std::size_t MaxPool2d::memoryPerSample(const Shape& input) const
{
    return outputShape(input).elements();
}

std::size_t MaxPool2d::scratchSize(const Shape& input, std::size_t maxSamples) const
{
    return maxSamples * memoryPerSample(input);
}

void MaxPool2d::forward(const ForwardPass& pass) const
{
    const std::size_t inputHeight = pass.inputShape[1];
    const std::size_t inputWidth = pass.inputShape[2];
    const std::size_t height = window().outputs(inputHeight);
    const std::size_t width = window().outputs(inputWidth);
    const std::size_t maps = pass.samples * pass.inputShape[0];
    const auto memory = pass.training ? pass.memory : pass.scratch; // not wanted: written, never read
    if (isTwoByTwo(window(), pass.inputShape)) {
        two_by_two::forward(pass.input.data(), maps, height, width, pass.output.data(), memory.data());
        return;
    }
    std::size_t output = 0;
    for (std::size_t map = 0; map < maps; ++map) {
        const float* in = pass.input.data() + map * inputHeight * inputWidth;
        for (std::size_t y = 0; y < height; ++y) {
            const Reach ys = window().reach(inputHeight, y);
            for (std::size_t x = 0; x < width; ++x, ++output) {
                const Largest best = largestUnder(in, inputWidth, ys, window().reach(inputWidth, x));
                pass.output[output] = best.value;
                memory[output] = float(best.place); // exact: a map has fewer than 2^24 places
            }
        }
    }
}

void MaxPool2d::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    const std::size_t inputs = pass.inputShape[1] * pass.inputShape[2];
    const std::size_t height = window().outputs(pass.inputShape[1]);
    const std::size_t width = window().outputs(pass.inputShape[2]);
    const std::size_t outputs = height * width;
    const std::size_t maps = pass.samples * pass.inputShape[0];
    if (isTwoByTwo(window(), pass.inputShape)) {
        two_by_two::backward(pass.outputGradient.data(), pass.memory.data(), maps, height, width,
                             pass.inputGradient.data());
        return;
    }
    std::ranges::fill(pass.inputGradient, 0.0f);
    for (std::size_t map = 0; map < maps; ++map) {
        float* back = pass.inputGradient.data() + map * inputs;
        for (std::size_t i = map * outputs; i < (map + 1) * outputs; ++i)
            back[std::size_t(pass.memory[i])] += pass.outputGradient[i];
    }
}

} // namespace engine
