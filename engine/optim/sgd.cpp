#include "engine/optim/sgd.h"

#include "engine/optim/learning_rate_setting.h"
#include "engine/recipe/switch_setting.h"
#include "engine/recipe/units.h"

#include <array>

namespace engine {
namespace {

constexpr std::array<std::string_view, 1> velocityName{"velocity"};

} // namespace

Sgd::Sgd(const Options& options)
    : m_options(options)
{
}

const KindInfo& Sgd::info()
{
    static const KindInfo kind{
        .kind = "sgd",
        .title = "SGD",
        .help = "Stochastic gradient descent: a small step against the gradient of each batch, with momentum if wished.",
        .settings = {
            learningRateSetting(0.01),
            {.name = "momentum",
             .help = "share of the last step that is kept; 0 for none",
             .initial = 0.0,
             .minimum = 0,
             .maximum = 0.9999,
             .unit = units::ofTheLastStep},
            switchSetting("nesterov", "look ahead to where the momentum leads; needs a momentum above 0"),
        },
    };
    return kind;
}

Spec Sgd::spec() const
{
    return {info().kind,
            {{"learning_rate", m_options.learningRate},
             {"momentum", m_options.momentum},
             {"nesterov", switchValue(m_options.nesterov)}}};
}

std::span<const std::string_view> Sgd::stateNames() const
{
    return m_options.momentum > 0 ? std::span<const std::string_view>(velocityName) : std::span<const std::string_view>{};
}

void Sgd::update(const Update& update) const
{
    const std::size_t count = update.parameters.size();
    const float rate = update.learningRate;
    float* __restrict w = update.parameters.data();
    const float* __restrict g = update.gradient.data();
    if (m_options.momentum <= 0) {
        for (std::size_t i = 0; i < count; ++i)
            w[i] -= rate * g[i];
        return;
    }
    const auto momentum = float(m_options.momentum);
    float* __restrict velocity = update.state[0].data();
    if (m_options.nesterov) {
        for (std::size_t i = 0; i < count; ++i) {
            velocity[i] = momentum * velocity[i] - rate * g[i];
            w[i] += momentum * velocity[i] - rate * g[i];
        }
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        velocity[i] = momentum * velocity[i] - rate * g[i];
        w[i] += velocity[i];
    }
}

} // namespace engine
