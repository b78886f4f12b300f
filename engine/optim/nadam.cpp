#include "engine/optim/nadam.h"

#include <array>
#include <cmath>

namespace engine {
namespace {

/// μₜ.
double momentum(double beta1, std::uint64_t t)
{
    return beta1 * (1 - 0.5 * std::pow(0.96, 0.004 * double(t)));
}

/// Πₜ. The first momenta are near β1 / 2, so that after some 55 steps nothing of the product is left in 1 - Πₜ: the loop
/// ends there.
double momentumProduct(double beta1, std::uint64_t t)
{
    double product = 1;
    for (std::uint64_t i = 1; i <= t && product > 1e-17; ++i)
        product *= momentum(beta1, i);
    return product;
}

} // namespace

Nadam::Nadam(const Options& options)
    : m_options(options)
{
}

const KindInfo& Nadam::info()
{
    static const KindInfo kind{
        .kind = "nadam",
        .title = "Nadam",
        .help = "Adam with Nesterov's momentum: each step already looks ahead to where the momentum leads.",
        .settings = adamSettings(),
    };
    return kind;
}

Spec Nadam::spec() const
{
    return specOf(info().kind, m_options);
}

std::span<const std::string_view> Nadam::stateNames() const
{
    static constexpr std::array<std::string_view, 2> names{"m", "v"};
    return names;
}

void Nadam::update(const Update& update) const
{
    const auto rate = double(update.learningRate);
    const double now = momentum(m_options.beta1, update.step);
    const double next = momentum(m_options.beta1, update.step + 1);
    const double product = momentumProduct(m_options.beta1, update.step);
    const auto ofMean = float(rate * next / (1 - product * next));
    const auto ofGradient = float(rate * (1 - now) / (1 - product));
    const auto unbias = float(1 / (1 - std::pow(m_options.beta2, double(update.step))));
    const auto keep1 = float(1 - m_options.beta1);
    const auto keep2 = float(1 - m_options.beta2);
    const auto epsilon = float(m_options.epsilon);
    const std::size_t count = update.parameters.size();
    float* __restrict w = update.parameters.data();
    const float* __restrict g = update.gradient.data();
    float* __restrict m = update.state[0].data();
    float* __restrict v = update.state[1].data();
    for (std::size_t i = 0; i < count; ++i) {
        m[i] += keep1 * (g[i] - m[i]);
        v[i] += keep2 * (g[i] * g[i] - v[i]);
        w[i] -= (ofMean * m[i] + ofGradient * g[i]) / (std::sqrt(unbias * v[i]) + epsilon);
    }
}

} // namespace engine
