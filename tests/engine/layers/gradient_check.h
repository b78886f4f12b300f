#pragma once

#include "tests/engine/layers/layer_run.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

// Gradients against central differences, (f(x + h) - f(x - h)) / 2h. The engine computes in float and we sum up in
// double, so the difference is off by about 1e-7 · |f| / h from rounding and h²/6 · f''' from the curve: with h = 1/128
// and all numbers near 1 both stay under 1e-4. A wrong gradient is off by the size of the gradient itself.

inline constexpr double differenceStep = 1.0 / 128;
inline constexpr double gradientTolerance = 1e-3; // times max(1, |gradient|)

/// The largest error over all numbers, relative where the gradient is large. f is a function of what numbers hold;
/// it must be smooth within differenceStep of there: the caller keeps away from kinks.
inline double largestGradientError(std::span<float> numbers, std::span<const float> gradient, const auto& f)
{
    double largest = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const float kept = numbers[i];
        numbers[i] = kept + float(differenceStep);
        const double above = f();
        numbers[i] = kept - float(differenceStep);
        const double below = f();
        numbers[i] = kept;
        const double slope = (above - below) / (2 * differenceStep);
        const double error = std::abs(slope - double(gradient[i])) / std::max(1.0, std::abs(slope));
        if (!(error <= largest)) // takes NaN too
            largest = error;
        if (std::isnan(error))
            break;
    }
    return largest;
}

/// Input for any layer: no number so near 0, nor two so near each other, that a difference would step over a kink of ReLU
/// or of a maximum.
inline std::vector<float> numbersAwayFromKinks(std::size_t count, unsigned seed)
{
    constexpr auto gap = float(4 * differenceStep);
    std::vector<float> numbers = shuffledNumbers(count - count % 2, seed, gap); // an even count: whole multiples
    for (float& number : numbers)
        number += gap / 2;
    if (count % 2 == 1)
        numbers.push_back(gap / 2 + gap * float(count / 2));
    return numbers;
}

inline std::size_t parameterCount(const engine::Layer& layer, const engine::Shape& input)
{
    std::size_t count = 0;
    for (const auto& array : layer.parameterSpecs(input))
        count += array.shape.elements();
    return count;
}

struct GradientErrors
{
    double input = 0;
    double parameters = 0;
};

/// Statistics, which no gradient leads, are left out.
inline double largestParameterError(const std::vector<engine::ParameterSpec>& arrays, std::span<float> parameters,
                                    std::span<const float> gradient, const auto& f)
{
    double largest = 0;
    std::size_t begin = 0;
    for (const auto& array : arrays) {
        const std::size_t size = array.shape.elements();
        if (array.role != engine::ParameterSpec::Role::Statistic) {
            const double error = largestGradientError(parameters.subspan(begin, size), gradient.subspan(begin, size), f);
            if (!(error <= largest))
                largest = error;
        }
        begin += size;
    }
    return largest;
}

/// Random ones; statistics, among which are variances, are positive.
inline std::vector<float> parametersOf(const engine::Layer& layer, const engine::Shape& shape)
{
    std::vector<float> parameters = randomNumbers(parameterCount(layer, shape), 1, -0.5f, 0.5f);
    std::size_t begin = 0;
    for (const auto& array : layer.parameterSpecs(shape)) {
        if (array.role == engine::ParameterSpec::Role::Statistic)
            for (float& number : std::span(parameters).subspan(begin, array.shape.elements()))
                number = std::abs(number) + 0.5f;
        begin += array.shape.elements();
    }
    return parameters;
}

/// Of one layer, for the function Σ c · output with random c.
inline GradientErrors layerGradientErrors(const engine::Layer& layer, const engine::Shape& shape, std::size_t samples,
                                          std::vector<float> input, const engine::RandomKey& draw = {},
                                          engine::PassMode mode = engine::PassMode::Training)
{
    std::vector<float> parameters = parametersOf(layer, shape);
    const auto c = randomNumbers(samples * layer.outputShape(shape).elements(), 2);

    const auto f = [&] {
        const auto output = LayerRun(layer, shape, samples, parameters).forward(input, mode, draw);
        double sum = 0;
        for (std::size_t i = 0; i < output.size(); ++i)
            sum += double(c[i]) * double(output[i]);
        return sum;
    };
    LayerRun run(layer, shape, samples, parameters);
    run.forward(input, mode, draw);
    const auto gradients = run.backward(c);
    return {.input = largestGradientError(input, gradients.input, f),
            .parameters = largestParameterError(layer.parameterSpecs(shape), parameters, gradients.parameters, f)};
}
