#include "engine/layers/parameter_layout.h"

#include <algorithm>

namespace engine {

void ParameterLayout::add(const std::string& layerName, std::size_t layer, const std::vector<ParameterSpec>& specs)
{
    m_layers.resize(layer + 1, {m_size, 0});
    m_layers[layer].begin = m_size;
    for (const ParameterSpec& spec : specs) {
        m_slices.push_back({layerName + "." + spec.name, layer, spec, m_size});
        m_size += spec.shape.elements();
    }
    m_layers[layer].size = m_size - m_layers[layer].begin;
}

std::size_t ParameterLayout::trainable() const
{
    std::size_t count = 0;
    for (const ParameterSlice& slice : m_slices)
        count += slice.spec.role == ParameterSpec::Role::Statistic ? 0 : slice.size();
    return count;
}

bool ParameterLayout::isTrainable(std::size_t layer) const
{
    return std::ranges::any_of(m_slices, [layer](const ParameterSlice& slice) {
        return slice.layer == layer && slice.spec.role != ParameterSpec::Role::Statistic;
    });
}

std::span<float> ParameterLayout::ofLayer(std::span<float> parameters, std::size_t layer) const
{
    return parameters.subspan(m_layers[layer].begin, m_layers[layer].size);
}

std::span<const float> ParameterLayout::ofLayer(std::span<const float> parameters, std::size_t layer) const
{
    return parameters.subspan(m_layers[layer].begin, m_layers[layer].size);
}

} // namespace engine
