#include "engine/optim/initializer.h"

#include "engine/optim/orthogonal.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace engine {
namespace {

void fillUniform(std::span<float> values, double low, double high, Random& random)
{
    for (float& value : values)
        value = random.uniform(float(low), float(high));
}

void fillUniform(std::span<float> values, double limit, Random& random)
{
    fillUniform(values, -limit, limit, random);
}

void fillNormal(std::span<float> values, double deviation, Random& random)
{
    for (float& value : values)
        value = float(deviation) * random.normal();
}

/// deviation: before what lies beyond two of it is drawn again
void fillTruncatedNormal(std::span<float> values, double deviation, Random& random)
{
    for (float& value : values) {
        float draw = random.normal();
        while (std::abs(draw) > 2.0f)
            draw = random.normal();
        value = float(deviation) * draw;
    }
}

/// Keras cuts its scaled normals off at two deviations; dividing by the cut-off's own deviation keeps the variance.
void fillScaledNormal(std::span<float> values, double deviation, Random& random)
{
    fillTruncatedNormal(values, deviation / 0.87962566103423978, random);
}

struct Kind
{
    KindInfo info;
    void (*fill)(std::span<float> values, const ParameterSpec& array, const Spec& spec, Random& random);
};

SettingInfo number(const char* name, const char* help, double initial, double minimum)
{
    return {.name = name, .help = help, .initial = initial, .minimum = minimum, .maximum = 100};
}

/// Formulas and default values as Keras 2 has them, keras.io/2.16/api/layers/initializers.
const std::vector<Kind>& kinds()
{
    using Values = std::span<float>;
    using Array = const ParameterSpec&;
    static const std::vector<Kind> all{
        {{"glorot_uniform", "Glorot (Xavier) uniform", "Uniform within ±√(6 / (fan in + fan out)).", {}},
         [](Values values, Array array, const Spec&, Random& random) { // Glorot and Bengio 2010, eq. 16
             fillUniform(values, std::sqrt(6 / double(array.fanIn + array.fanOut)), random);
         }},
        {{"glorot_normal", "Glorot (Xavier) normal",
          "Normal, variance 2 / (fan in + fan out), cut off at two deviations.", {}},
         [](Values values, Array array, const Spec&, Random& random) {
             fillScaledNormal(values, std::sqrt(2 / double(array.fanIn + array.fanOut)), random);
         }},
        {{"he_uniform", "He uniform", "Uniform within ±√(6 / fan in); made for ReLU.", {}},
         [](Values values, Array array, const Spec&, Random& random) {
             fillUniform(values, std::sqrt(6 / double(array.fanIn)), random);
         }},
        {{"he_normal", "He normal", "Normal, variance 2 / fan in, cut off at two deviations; made for ReLU.", {}},
         [](Values values, Array array, const Spec&, Random& random) { // He et al. 2015, eq. 10
             fillScaledNormal(values, std::sqrt(2 / double(array.fanIn)), random);
         }},
        {{"lecun_normal", "LeCun normal", "Normal, variance 1 / fan in, cut off at two deviations; made for tanh.", {}},
         [](Values values, Array array, const Spec&, Random& random) { // LeCun et al. 1998, eq. 16
             fillScaledNormal(values, std::sqrt(1 / double(array.fanIn)), random);
         }},
        {{"orthogonal", "Orthogonal", "The units' weights are random, at right angles to each other and of length 1, "
                                      "as far as there is room.", {}},
         [](Values values, Array array, const Spec&, Random& random) {
             fillOrthogonal(values, array.shape[0], random);
         }},
        {{"uniform", "Uniform", "Every number between two limits is equally likely.",
          {number("minval", "lower limit", -0.05, -100), number("maxval", "upper limit", 0.05, -100)}},
         [](Values values, Array, const Spec& spec, Random& random) {
             fillUniform(values, spec.real("minval"), spec.real("maxval"), random);
         }},
        {{"normal", "Normal", "Normally distributed around 0.", {number("stddev", "standard deviation", 0.05, 0)}},
         [](Values values, Array, const Spec& spec, Random& random) { fillNormal(values, spec.real("stddev"), random); }},
        {{"truncated_normal", "Truncated normal", "Normally distributed around 0; what lies beyond two standard "
                                                  "deviations is drawn again.",
          {number("stddev", "standard deviation before the cut", 0.05, 0)}},
         [](Values values, Array, const Spec& spec, Random& random) {
             fillTruncatedNormal(values, spec.real("stddev"), random);
         }},
        {{"constant", "Constant", "All are the same number: right for biases, but with such weights all units of a "
                                  "layer stay alike.",
          {number("value", "what every number starts as", 0, -100)}},
         [](Values values, Array, const Spec& spec, Random&) { std::ranges::fill(values, float(spec.real("value"))); }},
        {{"zeros", "Zeros", "All are 0: usual for biases, but with such weights all units of a layer stay alike.", {}},
         [](Values values, Array, const Spec&, Random&) { std::ranges::fill(values, 0.0f); }},
    };
    return all;
}

/// A completed spec with its kind.
struct Filler
{
    Spec spec;
    const Kind& kind;

    explicit Filler(const Spec& wanted)
        : spec(complete(wanted, initializerKinds(), "initializer"))
        , kind(*std::ranges::find(kinds(), spec.kind, [](const Kind& each) { return each.info.kind; }))
    {
    }
};

} // namespace

std::span<const KindInfo> initializerKinds()
{
    static const std::vector<KindInfo> infos = [] {
        std::vector<KindInfo> list;
        for (const Kind& kind : kinds())
            list.push_back(kind.info);
        return list;
    }();
    return infos;
}

Buffer initialParameters(const ParameterLayout& layout, const Spec& weights, const Spec& biases, std::uint64_t seed)
{
    const Filler ofWeights(weights);
    const Filler ofBiases(biases);
    Buffer parameters(layout.size());
    for (std::size_t i = 0; i < layout.slices().size(); ++i) {
        const ParameterSlice& slice = layout.slices()[i];
        Random random(Purpose::Initialization, {seed, i});
        const Filler& ofRole = slice.spec.role == ParameterSpec::Role::Bias ? ofBiases : ofWeights;
        const Filler filler = slice.spec.initializer ? Filler(*slice.spec.initializer) : ofRole;
        filler.kind.fill(std::span(parameters).subspan(slice.offset, slice.size()), slice.spec, filler.spec, random);
    }
    return parameters;
}

} // namespace engine
