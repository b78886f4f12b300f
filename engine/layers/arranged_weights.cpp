#include "engine/layers/arranged_weights.h"

#include <algorithm>

namespace engine {
namespace {

/// Numbers of one part: enough work to hand to a thread.
constexpr std::size_t numbersOfPart = std::size_t{1} << 15;

/// Layers begin on cache lines.
constexpr std::size_t numbersOfLine = 16;

} // namespace

ArrangedWeights::ArrangedWeights(const Sequential& network, std::span<const float> parameters)
    : ArrangedWeights(network, std::vector<Reading>(network.size(), Reading::OnePicture))
{
    for (std::size_t part = 0; part < parts(); ++part)
        makePart(part, parameters);
}

ArrangedWeights::ArrangedWeights(const Sequential& network, std::span<const Reading> readings)
    : m_network(network)
    , m_readings(readings.begin(), readings.end())
    , m_begins{0}
{
    for (std::size_t i = 0; i < network.size(); ++i) {
        const std::size_t size = network.layer(i).arrangedSize(network.shapeBefore(i), readings[i]);
        m_begins.push_back(m_begins.back() + (size + numbersOfLine - 1) / numbersOfLine * numbersOfLine);
        const std::size_t parts = (size + numbersOfPart - 1) / numbersOfPart;
        for (std::size_t part = 0; part < parts; ++part)
            m_parts.push_back({i, part, parts});
    }
    m_numbers.resize(m_begins.back());
}

void ArrangedWeights::makePart(std::size_t part, std::span<const float> parameters)
{
    const auto [layer, own, parts] = m_parts[part];
    m_network.layer(layer).arrange({
        .inputShape = m_network.shapeBefore(layer),
        .parameters = m_network.parameters().ofLayer(parameters, layer),
        .arranged = std::span(m_numbers).subspan(m_begins[layer], m_begins[layer + 1] - m_begins[layer]),
        .reading = m_readings[layer],
        .part = own,
        .parts = parts,
    });
}

} // namespace engine
