#include "engine/layers/batch_normalization.h"

#include "engine/recipe/switch_setting.h"

#include <Eigen/Core>

#include <cmath>
#include <optional>

namespace engine {
namespace {

using Array = Eigen::Map<Eigen::ArrayXf>;

/// Where the numbers of one channel are: `runs` runs of `length` numbers, `stride` apart.
struct Channels
{
    std::size_t count;
    std::size_t length;
    std::size_t stride;
    std::size_t runs;

    Channels(const Shape& input, std::size_t samples)
        : count(input.rank() == 3 ? input[0] : input[input.rank() - 1])
        , length(input.rank() == 3 ? input[1] * input[2] : 1)
        , stride(count * length)
        , runs(samples * input.elements() / stride)
    {
    }

    std::size_t size() const { return runs * length; }

    /// One channel's numbers side by side in row.
    Array gather(std::span<const float> numbers, std::size_t channel, std::span<float> row) const
    {
        const float* run = numbers.data() + channel * length;
        float* to = row.data();
        for (std::size_t i = 0; i < runs; ++i, run += stride, to += length)
            std::copy_n(run, length, to);
        return {row.data(), Eigen::Index(size())};
    }

    void scatter(const Array& row, std::size_t channel, std::span<float> numbers) const
    {
        float* run = numbers.data() + channel * length;
        const float* from = row.data();
        for (std::size_t i = 0; i < runs; ++i, run += stride, from += length)
            std::copy_n(from, length, run);
    }
};

/// A layer's slice of the parameters, or of their gradient.
template<typename Number>
struct Arrays
{
    std::span<Number> gamma;
    std::span<Number> beta;
    std::span<Number> movingMean;
    std::span<Number> movingVariance;

    Arrays(std::span<Number> all, std::size_t count)
        : gamma(all.first(count))
        , beta(all.subspan(count, count))
        , movingMean(all.subspan(2 * count, count))
        , movingVariance(all.subspan(3 * count, count))
    {
    }
};

} // namespace

BatchNormalization::BatchNormalization(const Options& options)
    : m_options(options)
{
}

const KindInfo& BatchNormalization::info()
{
    // Default values as Keras 2 has them, keras.io/2.16/api/layers/normalization_layers/batch_normalization.
    static const KindInfo kind{
        .kind = "batch_normalization",
        .title = "BatchNormalization",
        .help = "Brings every channel of a batch to mean 0 and variance 1, then scales and shifts it by two learnt "
                "numbers. Deep networks learn faster with it.",
        .settings = {
            {.name = "momentum",
             .help = "share of the moving mean and variance that each step keeps",
             .initial = 0.99,
             .minimum = 0,
             .maximum = 1},
            {.name = "epsilon",
             .help = "added to the variance, so that a channel without any is not divided by 0",
             .initial = 1e-3,
             .minimum = 1e-9,
             .maximum = 1},
            switchSetting("frozen", "trains with the moving mean and variance, which stay as they are: for fine-tuning"),
        },
    };
    return kind;
}

Spec BatchNormalization::spec() const
{
    return {info().kind, {{"momentum", m_options.momentum}, {"epsilon", m_options.epsilon}, {"frozen", switchValue(m_options.frozen)}}};
}

std::vector<ParameterSpec> BatchNormalization::parameterSpecs(const Shape& input) const
{
    using Role = ParameterSpec::Role;
    const std::size_t count = Channels(input, 1).count;
    const Spec zeros{"zeros"};
    const Spec ones{"constant", {{"value", 1.0}}};
    return {
        {"gamma", {count}, Role::Scale, 1, 1, ones},
        {"beta", {count}, Role::Bias, 1, 1, zeros},
        {"moving_mean", {count}, Role::Statistic, 1, 1, zeros},
        {"moving_variance", {count}, Role::Statistic, 1, 1, ones},
    };
}

std::size_t BatchNormalization::savedPerSample(const Shape& input) const
{
    return 2 * Channels(input, 1).count; // mean and variance of a call, kept once
}

std::size_t BatchNormalization::scratchSize(const Shape& input, std::size_t maxSamples) const
{
    return 2 * Channels(input, maxSamples).size();
}

void BatchNormalization::forward(const ForwardPass& pass) const
{
    const Channels channels(pass.inputShape, pass.samples);
    const Arrays parameters(pass.parameters, channels.count);
    for (std::size_t channel = 0; channel < channels.count; ++channel) {
        Array x = channels.gather(pass.input, channel, pass.scratch);
        float mean = parameters.movingMean[channel];
        float variance = parameters.movingVariance[channel];
        if (pass.mode == PassMode::Training && !m_options.frozen) {
            mean = x.mean();
            variance = (x - mean).square().mean();
            pass.saved[channel] = mean;
            pass.saved[channels.count + channel] = variance;
        }
        const float scale = parameters.gamma[channel] / std::sqrt(variance + float(m_options.epsilon));
        x = (x - mean) * scale + parameters.beta[channel];
        channels.scatter(x, channel, pass.output);
    }
}

void BatchNormalization::backward(const BackwardPass& pass) const
{
    const Channels channels(pass.inputShape, pass.samples);
    const Arrays parameters(pass.parameters, channels.count);
    std::optional<Arrays<float>> gradient;
    if (!pass.parameterGradient.empty())
        gradient.emplace(pass.parameterGradient, channels.count);
    const auto count = float(channels.size());
    const auto change = float(double(pass.samples) * (1 - m_options.momentum));
    const bool areConstant = m_options.frozen || pass.mode != PassMode::Training; // mean and variance
    const auto means = areConstant ? parameters.movingMean : pass.saved.first(channels.count);
    const auto variances = areConstant ? parameters.movingVariance : pass.saved.subspan(channels.count, channels.count);
    for (std::size_t channel = 0; channel < channels.count; ++channel) {
        const float mean = means[channel];
        const float variance = variances[channel];
        const float inverse = 1 / std::sqrt(variance + float(m_options.epsilon));
        Array x = channels.gather(pass.input, channel, pass.scratch);
        const Array dy = channels.gather(pass.outputGradient, channel, pass.scratch.subspan(channels.size()));
        x = (x - mean) * inverse;
        const float dGamma = (dy * x).sum();
        const float dBeta = dy.sum();
        if (gradient) {
            gradient->gamma[channel] = dGamma;
            gradient->beta[channel] = dBeta;
            gradient->movingMean[channel] = change * (mean - parameters.movingMean[channel]);
            gradient->movingVariance[channel] = change * (variance - parameters.movingVariance[channel]);
        }
        if (pass.inputGradient.empty())
            continue;
        if (areConstant)
            x = parameters.gamma[channel] * inverse * dy;
        else
            x = parameters.gamma[channel] * inverse * (dy - dBeta / count - x * (dGamma / count));
        channels.scatter(x, channel, pass.inputGradient);
    }
}

} // namespace engine
