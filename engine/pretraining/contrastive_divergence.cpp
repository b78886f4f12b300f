#include "engine/pretraining/contrastive_divergence.h"

#include "engine/tensor/matrix.h"
#include "engine/tensor/random.h"
#include "engine/tensor/rows.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace engine {
namespace {

/// Hidden units of one part.
constexpr std::size_t unitsOfPart = 32;

/// A step beyond this is past all use, and the next could overflow.
constexpr float largestStep = 1e18f;

void sample(std::span<const float> probabilities, std::span<float> states, Random random)
{
    for (std::size_t i = 0; i < states.size(); ++i)
        states[i] = random.uniform() < probabilities[i] ? 1.0f : 0.0f;
}

} // namespace

ContrastiveDivergence::ContrastiveDivergence(std::size_t visible, std::size_t hidden, std::size_t maxSamples)
    : m_visible(visible)
    , m_hidden(hidden)
    , m_visibleRows(2 * maxSamples * visible)
    , m_hiddenRows(2 * maxSamples * hidden)
    , m_states(maxSamples * hidden)
    , m_columns(2 * maxSamples * hidden)
    , m_next(hidden * visible + hidden + visible)
{
}

std::span<float> ContrastiveDivergence::visibleRows(std::size_t first, std::size_t count)
{
    return std::span(m_visibleRows).subspan(first * m_visible, count * m_visible);
}

std::span<float> ContrastiveDivergence::hiddenRows(std::size_t first, std::size_t count)
{
    return std::span(m_hiddenRows).subspan(first * m_hidden, count * m_hidden);
}

std::span<float> ContrastiveDivergence::data(std::size_t first, std::size_t count)
{
    return visibleRows(first, count);
}

double ContrastiveDivergence::run(const BoltzmannMachine& machine, std::size_t samples, std::size_t first,
                                  std::size_t count, const Step& step)
{
    const auto data = visibleRows(first, count);
    const auto reconstruction = visibleRows(samples + first, count);
    const auto raised = hiddenRows(first, count);
    const auto raisedAgain = hiddenRows(samples + first, count);
    const auto states = std::span(m_states).subspan(first * m_hidden, count * m_hidden);
    machine.propagateUp(data, raised);
    double error = 0;
    for (std::size_t i = 0; i < step.chain; ++i) {
        const auto source = i == 0 ? raised : raisedAgain;
        for (std::size_t row = 0; row < count; ++row)
            sample(source.subspan(row * m_hidden, m_hidden), states.subspan(row * m_hidden, m_hidden),
                   {Purpose::HiddenStates, {step.seed, step.number, i, first + row}});
        machine.propagateDown(states, reconstruction);
        machine.propagateUp(reconstruction, raisedAgain);
        if (i == 0)
            error = squaredDistance(data, reconstruction);
    }
    return error;
}

std::size_t ContrastiveDivergence::parts() const
{
    return (m_hidden + unitsOfPart - 1) / unitsOfPart + 1;
}

/// Weights, which decay, and biases.
std::array<ContrastiveDivergence::Range, 2> ContrastiveDivergence::rangesOf(std::size_t part) const
{
    const std::size_t first = part * unitsOfPart;
    const std::size_t weights = m_hidden * m_visible;
    if (first >= m_hidden)
        return {{{0, 0}, {weights + m_hidden, m_visible}}};
    const std::size_t units = std::min(unitsOfPart, m_hidden - first);
    return {{{first * m_visible, units * m_visible}, {weights + first, units}}};
}

bool ContrastiveDivergence::prepare(std::size_t part, std::size_t samples, std::span<const float> parameters,
                                    std::span<const float> velocity, const Step& step)
{
    sumStatistics(part, samples);
    const float share = 1.0f / float(samples);
    float decay = step.weightDecay;
    bool usable = true;
    for (const Range& range : rangesOf(part)) {
        const auto next = std::span(m_next).subspan(range.begin, range.size);
        const auto before = velocity.subspan(range.begin, range.size);
        const auto now = parameters.subspan(range.begin, range.size);
        for (std::size_t i = 0; i < range.size; ++i)
            next[i] = step.momentum * before[i] + step.learningRate * (share * next[i] - decay * now[i]);
        usable &= std::ranges::all_of(next, [](float value) { return std::abs(value) < largestStep; });
        decay = 0;
    }
    return usable;
}

void ContrastiveDivergence::sumStatistics(std::size_t part, std::size_t samples)
{
    const auto [weights, biases] = rangesOf(part);
    const auto biasSums = std::span(m_next).subspan(biases.begin, biases.size);
    if (weights.size == 0) {
        sumRows(visibleRows(0, samples), biasSums);
        for (std::size_t row = samples; row < 2 * samples; ++row)
            std::ranges::transform(biasSums, visibleRows(row, 1), biasSums.begin(), std::minus{});
        return;
    }
    // h₀ᵀ·v₀ - hₖᵀ·vₖ as one product, of both below each other.
    const std::size_t first = part * unitsOfPart;
    const std::size_t units = biases.size;
    const auto columns = std::span(m_columns).subspan(2 * samples * first, 2 * samples * units);
    for (std::size_t row = 0; row < 2 * samples; ++row) {
        const auto from = hiddenRows(row, 1).subspan(first, units);
        const float sign = row < samples ? 1.0f : -1.0f;
        std::ranges::transform(from, columns.begin() + std::ptrdiff_t(row * units), [sign](float h) { return sign * h; });
    }
    transposedMultiply(columns, visibleRows(0, 2 * samples), std::span(m_next).subspan(weights.begin, weights.size), units,
                       2 * samples, m_visible);
    sumRows(columns, biasSums);
}

void ContrastiveDivergence::commit(std::size_t part, std::span<float> parameters, std::span<float> velocity) const
{
    for (const Range& range : rangesOf(part))
        for (std::size_t i = range.begin; i < range.begin + range.size; ++i) {
            velocity[i] = m_next[i];
            parameters[i] += m_next[i];
        }
}

} // namespace engine
