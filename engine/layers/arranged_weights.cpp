#include "engine/layers/arranged_weights.h"

namespace engine {

ArrangedWeights::ArrangedWeights(const Sequential& network, std::span<const float> parameters)
    : m_begins{0}
{
    for (std::size_t i = 0; i < network.size(); ++i)
        m_begins.push_back(m_begins.back() + network.layer(i).arrangedSize(network.shapeBefore(i)));
    m_numbers.resize(m_begins.back());
    for (std::size_t i = 0; i < network.size(); ++i)
        if (m_begins[i + 1] > m_begins[i])
            network.layer(i).arrange(network.shapeBefore(i), network.parameters().ofLayer(parameters, i),
                                     std::span(m_numbers).subspan(m_begins[i], m_begins[i + 1] - m_begins[i]));
}

std::span<const float> ArrangedWeights::ofLayer(std::size_t layer) const
{
    return std::span(m_numbers).subspan(m_begins[layer], m_begins[layer + 1] - m_begins[layer]);
}

} // namespace engine
