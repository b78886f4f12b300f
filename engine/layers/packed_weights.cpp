#include "engine/layers/packed_weights.h"

#include <algorithm>

namespace engine {
namespace {

/// Numbers of one part: enough work to hand to a thread.
constexpr std::size_t numbersOfPart = std::size_t{1} << 15;

/// Layers begin on cache lines.
constexpr std::size_t numbersOfLine = 16;

} // namespace

PackedWeights::PackedWeights(const Sequential& network, std::span<const float> parameters)
    : PackedWeights(network, std::vector<PackingUse>(network.size(), PackingUse::OnePicture))
{
    for (std::size_t part = 0; part < parts(); ++part)
        makePart(part, parameters);
}

PackedWeights::PackedWeights(const Sequential& network, std::span<const PackingUse> uses)
    : m_network(network)
    , m_uses(uses.begin(), uses.end())
    , m_begins{0}
{
    for (std::size_t i = 0; i < network.size(); ++i) {
        const std::size_t size = network.layer(i).packedSize(network.shapeBefore(i), uses[i]);
        m_begins.push_back(m_begins.back() + (size + numbersOfLine - 1) / numbersOfLine * numbersOfLine);
        const std::size_t parts = (size + numbersOfPart - 1) / numbersOfPart;
        for (std::size_t part = 0; part < parts; ++part)
            m_parts.push_back({i, part, parts});
    }
    m_numbers.resize(m_begins.back());
}

void PackedWeights::makePart(std::size_t part, std::span<const float> parameters)
{
    const auto [layer, own, parts] = m_parts[part];
    m_network.layer(layer).pack({
        .inputShape = m_network.shapeBefore(layer),
        .parameters = m_network.parameters().ofLayer(parameters, layer),
        .packed = std::span(m_numbers).subspan(m_begins[layer], m_begins[layer + 1] - m_begins[layer]),
        .use = m_uses[layer],
        .part = own,
        .parts = parts,
    });
}

} // namespace engine
