#include "engine/optim/adam.h"

#include <array>
#include <cmath>

namespace engine {

Adam::Adam(const Options& options)
    : m_options(options)
{
}

const KindInfo& Adam::info()
{
    static const KindInfo kind{
        .kind = "adam",
        .title = "Adam",
        .help = "Gives each weight a step of its own size, from running means of its gradient and of the gradient's "
                "square. A good first choice.",
        .settings = adamSettings(),
    };
    return kind;
}

Spec Adam::spec() const
{
    return specOf(info().kind, m_options);
}

std::span<const std::string_view> Adam::stateNames() const
{
    static constexpr std::array<std::string_view, 2> names{"m", "v"};
    return names;
}

void Adam::update(const Update& update) const
{
    const auto t = double(update.step);
    const auto rate = float(double(update.learningRate) * std::sqrt(1 - std::pow(m_options.beta2, t))
                            / (1 - std::pow(m_options.beta1, t)));
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
        w[i] -= rate * m[i] / (std::sqrt(v[i]) + epsilon);
    }
}

} // namespace engine
