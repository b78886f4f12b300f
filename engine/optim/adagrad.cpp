#include "engine/optim/adagrad.h"

#include "engine/optim/learning_rate_setting.h"

#include <array>
#include <cmath>

namespace engine {
namespace {

constexpr std::array<std::string_view, 1> accumulatorName{"accumulator"};

} // namespace

Adagrad::Adagrad(const Options& options)
    : m_options(options)
{
}

const KindInfo& Adagrad::info()
{
    static const KindInfo kind{
        .kind = "adagrad",
        .title = "Adagrad",
        .help = "Divides each weight's step by the root of all its squared gradients so far, so steps only ever shrink.",
        .settings = {
            learningRateSetting(0.001),
            {.name = "initial_accumulator_value",
             .help = "where the sum of squared gradients starts",
             .initial = 0.1,
             .minimum = 0,
             .maximum = 1e6},
            {.name = "epsilon", .help = "keeps the division finite", .initial = 1e-7, .minimum = 1e-12, .maximum = 1},
        },
    };
    return kind;
}

Spec Adagrad::spec() const
{
    return {info().kind,
            {{"learning_rate", m_options.learningRate},
             {"initial_accumulator_value", m_options.initialAccumulator},
             {"epsilon", m_options.epsilon}}};
}

std::span<const std::string_view> Adagrad::stateNames() const
{
    return accumulatorName;
}

float Adagrad::initialState(std::size_t /*state*/) const
{
    return float(m_options.initialAccumulator);
}

void Adagrad::update(const Update& update) const
{
    const float rate = update.learningRate;
    const auto epsilon = float(m_options.epsilon);
    const std::size_t count = update.parameters.size();
    float* __restrict w = update.parameters.data();
    const float* __restrict g = update.gradient.data();
    float* __restrict accumulator = update.state[0].data();
    for (std::size_t i = 0; i < count; ++i) {
        accumulator[i] += g[i] * g[i];
        w[i] -= rate * g[i] / std::sqrt(accumulator[i] + epsilon);
    }
}

} // namespace engine
