#include "engine/layers/max_pool2d.h"

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

/// What nearly every network pools by: squares of two that meet, all inside.
bool isTwoByTwo(const Window& window)
{
    return window.size == 2 && window.stride == 2 && window.padding == Padding::Valid;
}

/// One row of outputs from two rows of inputs, without a branch and in 32-bit numbers, so that it becomes vector code.
void poolTwoByTwo(const float* __restrict top, const float* __restrict bottom, int firstPlace, int inputWidth, int width,
                  float* __restrict largest, float* __restrict places)
{
    for (int x = 0; x < width; ++x) {
        const float a = top[2 * x];
        const float b = top[2 * x + 1];
        const float c = bottom[2 * x];
        const float d = bottom[2 * x + 1];
        const float ab = a < b ? b : a;
        const float cd = c < d ? d : c;
        const int placeInTop = a < b ? 1 : 0;
        const int placeInBottom = (c < d ? 1 : 0) + inputWidth;
        const float sum = (a + b) + (c + d);
        largest[x] = sum == sum ? (ab < cd ? cd : ab) : sum; // a NaN must not vanish here
        places[x] = float(firstPlace + 2 * x + (ab < cd ? placeInBottom : placeInTop));
    }
}

/// The way back: each output's gradient goes to the one input that it came from, 0 to the other three.
void spreadTwoByTwo(const float* __restrict gradient, const float* __restrict places, int firstPlace, int inputWidth,
                    int width, float* __restrict top, float* __restrict bottom)
{
    const auto below = float(inputWidth);
    for (int x = 0; x < width; ++x) {
        const float place = places[x] - float(firstPlace + 2 * x);
        const float g = gradient[x];
        top[2 * x] = place == 0 ? g : 0;
        top[2 * x + 1] = place == 1 ? g : 0;
        bottom[2 * x] = place == below ? g : 0;
        bottom[2 * x + 1] = place == below + 1 ? g : 0;
    }
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

std::size_t MaxPool2d::scratchSize(const Shape& input, std::size_t) const
{
    return window().outputs(input[2]);
}

void MaxPool2d::forward(const ForwardPass& pass) const
{
    const std::size_t inputHeight = pass.inputShape[1];
    const std::size_t inputWidth = pass.inputShape[2];
    const std::size_t height = window().outputs(inputHeight);
    const std::size_t width = window().outputs(inputWidth);
    const std::size_t maps = pass.samples * pass.inputShape[0];
    const auto places = pass.training ? pass.memory : pass.scratch.first(width); // not wanted: written, never read
    std::size_t output = 0;
    for (std::size_t map = 0; map < maps; ++map) {
        const float* in = pass.input.data() + map * inputHeight * inputWidth;
        for (std::size_t y = 0; y < height; ++y) {
            if (isTwoByTwo(window())) {
                const std::size_t first = 2 * y * inputWidth;
                poolTwoByTwo(in + first, in + first + inputWidth, int(first), int(inputWidth), int(width),
                             pass.output.data() + output, places.data() + (pass.training ? output : 0));
                output += width;
                continue;
            }
            const Reach ys = window().reach(inputHeight, y);
            for (std::size_t x = 0; x < width; ++x, ++output) {
                const Largest best = largestUnder(in, inputWidth, ys, window().reach(inputWidth, x));
                pass.output[output] = best.value;
                if (pass.training)
                    places[output] = float(best.place); // exact: a map has fewer than 2^24 places
            }
        }
    }
}

void MaxPool2d::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    const std::size_t inputWidth = pass.inputShape[2];
    const std::size_t inputs = pass.inputShape[1] * inputWidth;
    const std::size_t width = window().outputs(inputWidth);
    const std::size_t height = window().outputs(pass.inputShape[1]);
    const std::size_t outputs = height * width;
    const std::size_t maps = pass.samples * pass.inputShape[0];
    const bool coversAll = isTwoByTwo(window()) && 4 * outputs == inputs; // no odd row or column is left over
    if (!coversAll)
        std::ranges::fill(pass.inputGradient, 0.0f);
    for (std::size_t map = 0; map < maps; ++map) {
        float* back = pass.inputGradient.data() + map * inputs;
        if (!isTwoByTwo(window())) {
            for (std::size_t i = map * outputs; i < (map + 1) * outputs; ++i)
                back[std::size_t(pass.memory[i])] += pass.outputGradient[i];
            continue;
        }
        for (std::size_t y = 0; y < height; ++y) {
            const std::size_t first = 2 * y * inputWidth;
            const std::size_t output = map * outputs + y * width;
            spreadTwoByTwo(pass.outputGradient.data() + output, pass.memory.data() + output, int(first), int(inputWidth),
                           int(width), back + first, back + first + inputWidth);
        }
    }
}

} // namespace engine
