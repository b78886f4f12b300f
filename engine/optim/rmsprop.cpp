#include "engine/optim/rmsprop.h"

#include "engine/optim/learning_rate_setting.h"

#include <array>
#include <cmath>

namespace engine {
namespace {

constexpr std::array<std::string_view, 1> meanSquareName{"v"};

} // namespace

RmsProp::RmsProp(const Options& options)
    : m_options(options)
{
}

const KindInfo& RmsProp::info()
{
    static const KindInfo kind{
        .kind = "rmsprop",
        .title = "RMSprop",
        .help = "Divides each weight's step by the root of a running mean of its squared gradient.",
        .settings = {
            learningRateSetting(0.001),
            {.name = "rho", .help = "memory of the gradient's square", .initial = 0.9, .minimum = 0, .maximum = 0.999999},
            {.name = "epsilon", .help = "keeps the division finite", .initial = 1e-7, .minimum = 1e-12, .maximum = 1},
        },
    };
    return kind;
}

Spec RmsProp::spec() const
{
    return {info().kind,
            {{"learning_rate", m_options.learningRate}, {"rho", m_options.rho}, {"epsilon", m_options.epsilon}}};
}

std::span<const std::string_view> RmsProp::stateNames() const
{
    return meanSquareName;
}

void RmsProp::update(const Update& update) const
{
    const float rate = update.learningRate;
    const auto rho = float(m_options.rho);
    const auto rest = float(1 - m_options.rho);
    const auto epsilon = float(m_options.epsilon);
    const std::size_t count = update.parameters.size();
    float* __restrict w = update.parameters.data();
    const float* __restrict g = update.gradient.data();
    float* __restrict v = update.state[0].data();
    for (std::size_t i = 0; i < count; ++i) {
        v[i] = rho * v[i] + rest * g[i] * g[i];
        w[i] -= rate * g[i] / std::sqrt(v[i] + epsilon);
    }
}

} // namespace engine
