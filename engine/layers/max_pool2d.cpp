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

/// The quick way: squares of two that meet.
bool isTwoByTwo(const Window& window)
{
    return window.size == 2 && window.stride == 2;
}

/// The squares of a map with an odd side reach over its end, or leave its last row or column out.
struct Squares
{
    std::size_t height = 0; ///< of the map
    std::size_t width = 0;
    std::size_t down = 0; ///< squares
    std::size_t across = 0;

    Squares(const Window& window, const Shape& input)
        : height(input[1])
        , width(input[2])
        , down(window.outputs(height))
        , across(window.outputs(width))
    {
    }

    bool coverAll() const { return height == 2 * down && width == 2 * across; }
    std::size_t inputs() const { return height * width; }
    std::size_t outputs() const { return down * across; }
    std::size_t covered() const { return 4 * outputs(); }

    /// maps → covered, with what lies beyond the map as small as can be.
    void cut(const float* maps, std::size_t count, float* result) const
    {
        constexpr float nothing = -std::numeric_limits<float>::infinity();
        const std::size_t columns = std::min(width, 2 * across);
        for (std::size_t map = 0; map < count; ++map, maps += inputs()) {
            for (std::size_t y = 0; y < 2 * down; ++y, result += 2 * across) {
                std::fill_n(result, 2 * across, nothing);
                if (y < height)
                    std::copy_n(maps + y * width, columns, result);
            }
        }
    }

    /// And back, with 0 for what no square covers.
    void paste(const float* cut, std::size_t count, float* maps) const
    {
        const std::size_t columns = std::min(width, 2 * across);
        std::fill_n(maps, count * inputs(), 0.0f);
        for (std::size_t map = 0; map < count; ++map, cut += covered())
            for (std::size_t y = 0; y < std::min(height, 2 * down); ++y)
                std::copy_n(cut + y * 2 * across, columns, maps + map * inputs() + y * width);
    }
};

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

std::size_t MaxPool2d::savedPerSample(const Shape& input) const
{
    return outputShape(input).elements();
}

std::size_t MaxPool2d::scratchSize(const Shape& input, std::size_t maxSamples) const
{
    const std::size_t cut = isTwoByTwo(window()) ? input[0] * Squares(window(), input).covered() : 0;
    return maxSamples * savedPerSample(input) + cut;
}

void MaxPool2d::forwardBySquares(const ForwardPass& pass, std::span<float> choices, std::span<float> cut) const
{
    const Squares squares(window(), pass.inputShape);
    if (squares.coverAll()) {
        two_by_two::forward(pass.input.data(), pass.samples * pass.inputShape[0], squares.down, squares.across,
                            pass.output.data(), choices.data());
        return;
    }
    const std::size_t maps = pass.inputShape[0];
    for (std::size_t i = 0; i < pass.samples; ++i) {
        squares.cut(pass.input.data() + i * maps * squares.inputs(), maps, cut.data());
        two_by_two::forward(cut.data(), maps, squares.down, squares.across,
                            pass.output.data() + i * maps * squares.outputs(), choices.data() + i * maps * squares.outputs());
    }
}

void MaxPool2d::backwardBySquares(const BackwardPass& pass) const
{
    const Squares squares(window(), pass.inputShape);
    if (squares.coverAll()) {
        two_by_two::backward(pass.outputGradient.data(), pass.saved.data(), pass.samples * pass.inputShape[0], squares.down,
                             squares.across, pass.inputGradient.data());
        return;
    }
    const std::size_t maps = pass.inputShape[0];
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const std::size_t outputs = i * maps * squares.outputs();
        two_by_two::backward(pass.outputGradient.data() + outputs, pass.saved.data() + outputs, maps, squares.down,
                             squares.across, pass.scratch.data());
        squares.paste(pass.scratch.data(), maps, pass.inputGradient.data() + i * maps * squares.inputs());
    }
}

void MaxPool2d::forward(const ForwardPass& pass) const
{
    const std::size_t inputHeight = pass.inputShape[1];
    const std::size_t inputWidth = pass.inputShape[2];
    const std::size_t height = window().outputs(inputHeight);
    const std::size_t width = window().outputs(inputWidth);
    const std::size_t maps = pass.samples * pass.inputShape[0];
    const std::size_t choices = pass.samples * savedPerSample(pass.inputShape);
    const auto saved = pass.mode == PassMode::Inference ? pass.scratch.first(choices) : pass.saved; // in scratch: written, never read
    if (isTwoByTwo(window())) {
        forwardBySquares(pass, saved, pass.scratch.subspan(choices));
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
                saved[output] = float(best.place); // exact: a map has fewer than 2^24 places
            }
        }
    }
}

void MaxPool2d::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    if (isTwoByTwo(window())) {
        backwardBySquares(pass);
        return;
    }
    const std::size_t inputs = pass.inputShape[1] * pass.inputShape[2];
    const std::size_t height = window().outputs(pass.inputShape[1]);
    const std::size_t width = window().outputs(pass.inputShape[2]);
    const std::size_t outputs = height * width;
    const std::size_t maps = pass.samples * pass.inputShape[0];
    std::ranges::fill(pass.inputGradient, 0.0f);
    for (std::size_t map = 0; map < maps; ++map) {
        float* back = pass.inputGradient.data() + map * inputs;
        for (std::size_t i = map * outputs; i < (map + 1) * outputs; ++i)
            back[std::size_t(pass.saved[i])] += pass.outputGradient[i];
    }
}

} // namespace engine
