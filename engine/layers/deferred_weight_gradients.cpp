#include "engine/layers/deferred_weight_gradients.h"

#include <algorithm>

namespace engine {
namespace {

/// Outputs of one part: enough work to hand to a thread, and enough parts for many threads.
constexpr std::size_t unitsOfPart = 32;

} // namespace

DeferredWeightGradients::DeferredWeightGradients(const Sequential& network, std::size_t maxSamples,
                                                 std::optional<std::size_t> sparseLayer)
    : m_network(network)
    , m_sparseLayer(sparseLayer)
    , m_inputs(network.size())
    , m_gradients(network.size())
{
    for (std::size_t layer = 0; layer < network.size(); ++layer) {
        const Shape& input = network.shapeBefore(layer);
        const std::size_t units = network.shapeBefore(layer + 1).elements();
        if (!network.layer(layer).defersWeightGradient(input))
            continue;
        const bool isSparse = layer == sparseLayer;
        if (isSparse)
            m_sparseInput.emplace(maxSamples, input.elements());
        else
            m_inputs[layer].resize(maxSamples * input.elements());
        m_gradients[layer].resize(maxSamples * units);
        const std::size_t atOnce = isSparse ? SparseColumns::unitsAtOnce() : unitsOfPart;
        for (std::size_t first = 0; first < units; first += atOnce)
            m_parts.push_back({layer, first, std::min(atOnce, units - first)});
    }
}

void DeferredWeightGradients::write(std::size_t layer, std::size_t firstSample, std::span<const float> input,
                                    std::span<const float> outputGradient)
{
    const std::size_t inputs = m_network.shapeBefore(layer).elements();
    const std::size_t outputs = m_network.shapeBefore(layer + 1).elements();
    if (layer == m_sparseLayer)
        m_sparseInput->write(firstSample, input);
    else
        std::ranges::copy(input, std::span(m_inputs[layer]).subspan(firstSample * inputs).begin());
    std::ranges::copy(outputGradient, std::span(m_gradients[layer]).subspan(firstSample * outputs).begin());
}

std::array<std::span<const float>, 2> DeferredWeightGradients::computeGradient(const Part& part, std::size_t samples,
                                                                               std::span<float> parameterGradient) const
{
    const Shape& input = m_network.shapeBefore(part.layer);
    const auto own = m_network.parameters().ofLayer(parameterGradient, part.layer);
    m_network.layer(part.layer)
        .deferredWeightGradient({
            .inputShape = input,
            .samples = samples,
            .input = m_inputs[part.layer],
            .sparseInput = part.layer == m_sparseLayer ? &*m_sparseInput : nullptr,
            .outputGradient = m_gradients[part.layer],
            .parameterGradient = own,
            .firstUnit = part.firstUnit,
            .units = part.units,
        });
    const std::size_t inputs = input.elements();
    const std::size_t weights = m_network.shapeBefore(part.layer + 1).elements() * inputs;
    return {own.subspan(part.firstUnit * inputs, part.units * inputs),
            own.subspan(weights + part.firstUnit, part.units)};
}

} // namespace engine
