#include "engine/optim/initializer.h"

#include <array>
#include <cmath>

namespace engine {
namespace {

void fillUniform(std::span<float> values, double limit, Random& random)
{
    for (float& value : values)
        value = random.uniform(float(-limit), float(limit));
}

void fillNormal(std::span<float> values, double deviation, Random& random)
{
    for (float& value : values)
        value = float(deviation) * random.normal();
}

/// Keras draws its *_normal initialisers from a normal cut off at two deviations; dividing by the cut-off's own
/// deviation (0.87962566103423978) keeps the variance.
void fillTruncatedNormal(std::span<float> values, double deviation, Random& random)
{
    for (float& value : values) {
        float draw = random.normal();
        while (std::abs(draw) > 2.0f)
            draw = random.normal();
        value = float(deviation / 0.87962566103423978) * draw;
    }
}

void fill(std::span<float> values, const ParameterSpec& array, const Spec& spec, Random& random)
{
    const auto fanIn = double(array.fanIn);
    const double fans = double(array.fanIn + array.fanOut);
    if (spec.kind == "glorot_uniform") // Glorot and Bengio 2010, eq. 16
        fillUniform(values, std::sqrt(6 / fans), random);
    else if (spec.kind == "glorot_normal")
        fillTruncatedNormal(values, std::sqrt(2 / fans), random);
    else if (spec.kind == "he_uniform")
        fillUniform(values, std::sqrt(6 / fanIn), random);
    else if (spec.kind == "he_normal") // He et al. 2015, eq. 10
        fillTruncatedNormal(values, std::sqrt(2 / fanIn), random);
    else if (spec.kind == "normal")
        fillNormal(values, spec.real("stddev"), random);
    // "zeros": as the buffer is made
}

} // namespace

std::span<const KindInfo> initializerKinds()
{
    static const std::array<KindInfo, 6> kinds{{
        {"glorot_uniform", "Glorot (Xavier) uniform", "Uniform within ±√(6 / (fan in + fan out)).", {}},
        {"glorot_normal", "Glorot (Xavier) normal", "Normal, variance 2 / (fan in + fan out), cut off at two deviations.", {}},
        {"he_uniform", "He uniform", "Uniform within ±√(6 / fan in); made for ReLU.", {}},
        {"he_normal", "He normal", "Normal, variance 2 / fan in, cut off at two deviations; made for ReLU.", {}},
        {"normal", "Normal", "Normal around 0.",
         {{.name = "stddev", .help = "standard deviation", .initial = 0.05, .minimum = 0, .maximum = 100}}},
        {"zeros", "Zeros", "All 0: hidden units stay alike for ever, unless only biases start so.", {}},
    }};
    return kinds;
}

Buffer initialParameters(const ParameterLayout& layout, const Spec& weights, const Spec& biases, std::uint64_t seed)
{
    const Spec ofWeights = complete(weights, initializerKinds(), "initializer");
    const Spec ofBiases = complete(biases, initializerKinds(), "initializer");
    Buffer parameters(layout.size());
    for (std::size_t i = 0; i < layout.slices().size(); ++i) {
        const ParameterSlice& slice = layout.slices()[i];
        Random random(Purpose::Initialization, {seed, i});
        fill(std::span(parameters).subspan(slice.offset, slice.size()), slice.spec,
             slice.spec.role == ParameterSpec::Role::Bias ? ofBiases : ofWeights, random);
    }
    return parameters;
}

} // namespace engine
