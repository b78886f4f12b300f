#include "engine/optim/adamax.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {

Adamax::Adamax(const Options& options)
    : m_options(options)
{
}

const KindInfo& Adamax::info()
{
    static const KindInfo kind{
        .kind = "adamax",
        .title = "Adamax",
        .help = "Adam that scales each weight's step by the largest of its recent gradients.",
        .settings = adamSettings(),
    };
    return kind;
}

Spec Adamax::spec() const
{
    return specOf(info().kind, m_options);
}

std::span<const std::string_view> Adamax::stateNames() const
{
    static constexpr std::array<std::string_view, 2> names{"m", "u"};
    return names;
}

void Adamax::update(const Update& update) const
{
    const auto rate = float(double(update.learningRate) / (1 - std::pow(m_options.beta1, double(update.step))));
    const auto keep1 = float(1 - m_options.beta1);
    const auto beta2 = float(m_options.beta2);
    const auto epsilon = float(m_options.epsilon);
    const std::size_t count = update.parameters.size();
    float* __restrict w = update.parameters.data();
    const float* __restrict g = update.gradient.data();
    float* __restrict m = update.state[0].data();
    float* __restrict u = update.state[1].data();
    for (std::size_t i = 0; i < count; ++i) {
        m[i] += keep1 * (g[i] - m[i]);
        u[i] = std::max(beta2 * u[i], std::abs(g[i]));
        w[i] -= rate * m[i] / (u[i] + epsilon);
    }
}

} // namespace engine
