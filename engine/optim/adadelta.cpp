#include "engine/optim/adadelta.h"

#include "engine/optim/learning_rate_setting.h"

#include <array>
#include <cmath>

namespace engine {
namespace {

constexpr std::array<std::string_view, 2> meanSquareNames{"accumulated_grad", "accumulated_delta"};

} // namespace

Adadelta::Adadelta(const Options& options)
    : m_options(options)
{
}

const KindInfo& Adadelta::info()
{
    static const KindInfo kind{
        .kind = "adadelta",
        .title = "Adadelta",
        .help = "Finds the size of each step from the steps before it; a learning rate of 1 is its authors' own.",
        .settings = {
            learningRateSetting(0.001),
            {.name = "rho",
             .help = "memory of squared gradients and steps",
             .initial = 0.95,
             .minimum = 0,
             .maximum = 0.999999},
            {.name = "epsilon", .help = "gets the first steps going", .initial = 1e-7, .minimum = 1e-12, .maximum = 1},
        },
    };
    return kind;
}

Spec Adadelta::spec() const
{
    return {info().kind,
            {{"learning_rate", m_options.learningRate}, {"rho", m_options.rho}, {"epsilon", m_options.epsilon}}};
}

std::span<const std::string_view> Adadelta::stateNames() const
{
    return meanSquareNames;
}

void Adadelta::update(const Update& update) const
{
    const float rate = update.learningRate;
    const auto rho = float(m_options.rho);
    const auto rest = float(1 - m_options.rho);
    const auto epsilon = float(m_options.epsilon);
    const std::size_t count = update.parameters.size();
    float* __restrict w = update.parameters.data();
    const float* __restrict g = update.gradient.data();
    float* __restrict squares = update.state[0].data();
    float* __restrict steps = update.state[1].data();
    for (std::size_t i = 0; i < count; ++i) {
        squares[i] = rho * squares[i] + rest * g[i] * g[i];
        const float step = std::sqrt(steps[i] + epsilon) / std::sqrt(squares[i] + epsilon) * g[i];
        steps[i] = rho * steps[i] + rest * step * step;
        w[i] -= rate * step;
    }
}

} // namespace engine
