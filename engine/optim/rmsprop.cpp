#include "engine/optim/rmsprop.h"

#include "engine/optim/learning_rate_setting.h"
#include "engine/recipe/switch_setting.h"
#include "engine/recipe/units.h"

#include <algorithm>
#include <cmath>

namespace engine {

RmsProp::RmsProp(const Options& options)
    : m_options(options)
    , m_stateNames{"v"}
{
    if (options.centered)
        m_stateNames.push_back("mean");
    if (options.momentum > 0)
        m_stateNames.push_back("velocity");
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
            {.name = "momentum",
             .help = "share of the last step that is kept; 0 for none",
             .initial = 0.0,
             .minimum = 0,
             .maximum = 0.9999,
             .unit = units::ofTheLastStep},
            {.name = "epsilon", .help = "keeps the division finite", .initial = 1e-7, .minimum = 1e-12, .maximum = 1},
            switchSetting("centered", "measure the gradient's square around its running mean"),
        },
    };
    return kind;
}

Spec RmsProp::spec() const
{
    return {info().kind,
            {{"learning_rate", m_options.learningRate},
             {"rho", m_options.rho},
             {"momentum", m_options.momentum},
             {"epsilon", m_options.epsilon},
             {"centered", switchValue(m_options.centered)}}};
}

std::span<const std::string_view> RmsProp::stateNames() const
{
    return m_stateNames;
}

void RmsProp::update(const Update& update) const
{
    const bool hasMomentum = m_options.momentum > 0;
    if (m_options.centered)
        return hasMomentum ? run<true, true>(update) : run<true, false>(update);
    return hasMomentum ? run<false, true>(update) : run<false, false>(update);
}

template<bool isCentered, bool hasMomentum>
void RmsProp::run(const Update& update) const
{
    const float rate = update.learningRate;
    const auto rho = float(m_options.rho);
    const auto rest = float(1 - m_options.rho);
    const auto momentum = float(m_options.momentum);
    const auto epsilon = float(m_options.epsilon);
    const std::size_t count = update.parameters.size();
    float* __restrict w = update.parameters.data();
    const float* __restrict g = update.gradient.data();
    float* __restrict v = update.state[0].data();
    float* __restrict mean = isCentered ? update.state[1].data() : nullptr;
    float* __restrict velocity = hasMomentum ? update.state.back().data() : nullptr;
    for (std::size_t i = 0; i < count; ++i) {
        v[i] = rho * v[i] + rest * g[i] * g[i];
        float square = v[i];
        if constexpr (isCentered) {
            mean[i] = rho * mean[i] + rest * g[i];
            square = std::max(square - mean[i] * mean[i], 0.0f); // which rounding may leave below 0
        }
        const float step = rate * g[i] / std::sqrt(square + epsilon);
        if constexpr (hasMomentum)
            velocity[i] = momentum * velocity[i] + step;
        w[i] -= hasMomentum ? velocity[i] : step;
    }
}

} // namespace engine
