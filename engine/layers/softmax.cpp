#include "engine/layers/softmax.h"

#include "engine/errors.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace engine {

const KindInfo& Softmax::info()
{
    static const KindInfo kind{
        "softmax", "Softmax",
        "Turns logits into probabilities: e to the power of each, divided by the sum of all. The loss softmax "
        "cross-entropy contains it, so a network need not end with it.", {}};
    return kind;
}

Spec Softmax::spec() const
{
    return {info().kind, {}};
}

Shape Softmax::outputShape(const Shape& input) const
{
    if (input.rank() != 1)
        throw ShapeError("expected one row of features, got %1; put a Flatten layer before it", input.text());
    return input;
}

void Softmax::forward(const ForwardPass& pass) const
{
    const std::size_t width = pass.inputShape[0];
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const auto x = pass.input.subspan(i * width, width);
        const auto y = pass.output.subspan(i * width, width);
        const float largest = *std::ranges::max_element(x); // leaves no exponent above 0: nothing overflows
        double sum = 0; // a NaN reaches all through it
        for (std::size_t j = 0; j < width; ++j) {
            y[j] = std::exp(x[j] - largest);
            sum += double(y[j]);
        }
        for (float& value : y)
            value = float(double(value) / sum);
    }
    if (pass.mode == PassMode::Differentiable)
        std::ranges::copy(pass.output, pass.saved.begin());
}

void Softmax::backward(const BackwardPass& pass) const
{
    if (pass.inputGradient.empty())
        return;
    const std::size_t width = pass.inputShape[0];
    const auto outputs = pass.mode == PassMode::Differentiable ? pass.saved : pass.output;
    for (std::size_t i = 0; i < pass.samples; ++i) {
        const auto y = outputs.subspan(i * width, width);
        const auto dy = pass.outputGradient.subspan(i * width, width);
        const float mean = std::inner_product(y.begin(), y.end(), dy.begin(), 0.0f);
        for (std::size_t j = 0; j < width; ++j)
            pass.inputGradient[i * width + j] = y[j] * (dy[j] - mean);
    }
}

} // namespace engine
