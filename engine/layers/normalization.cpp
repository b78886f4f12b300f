#include "engine/layers/normalization.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

/// Keras' epsilon, for a set without any variance.
constexpr float leastDeviation = 1e-7f;

float deviation(std::span<const float> parameters)
{
    return std::max(std::sqrt(std::max(parameters[1], 0.0f)), leastDeviation);
}

} // namespace

const KindInfo& Normalization::info()
{
    static const KindInfo kind{"normalization", "Normalization",
                               "Gives the pixels of the training set mean 0 and variance 1; comes first of all layers.", {}};
    return kind;
}

std::vector<ParameterSpec> Normalization::parameterSpecs(const Shape&) const
{
    using Role = ParameterSpec::Role;
    return {
        {"mean", {1}, Role::Statistic, 1, 1, Spec{"zeros"}},
        {"variance", {1}, Role::Statistic, 1, 1, Spec{"constant", {{"value", 1.0}}}},
    };
}

void Normalization::forward(const ForwardPass& pass) const
{
    const float mean = pass.parameters[0];
    const float scale = 1 / deviation(pass.parameters);
    std::ranges::transform(pass.input, pass.output.begin(), [=](float x) { return (x - mean) * scale; });
}

void Normalization::backward(const BackwardPass& pass) const
{
    std::ranges::fill(pass.parameterGradient, 0.0f);
    const float scale = 1 / deviation(pass.parameters);
    if (!pass.inputGradient.empty())
        std::ranges::transform(pass.outputGradient, pass.inputGradient.begin(), [=](float dy) { return dy * scale; });
}

} // namespace engine
