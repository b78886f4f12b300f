#pragma once

#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// A copy of a network's weights, in the order in which its layers read them fastest. Worth making for weights that
/// several samples go through.
class PackedWeights
{
public:
    /// For single pictures, of these parameters, which must not change while it is in use.
    PackedWeights(const Sequential& network, std::span<const float> parameters);
    /// One use a layer; to be filled by makePart(). network must outlive it.
    PackedWeights(const Sequential& network, std::span<const PackingUse> uses);

    std::size_t parts() const { return m_parts.size(); }
    /// Any thread may make any part. Once all are made of the same parameters, it is of use.
    void makePart(std::size_t part, std::span<const float> parameters);

    /// Empty where the layer reads its parameters as they are.
    std::span<const float> ofLayer(std::size_t layer) const
    {
        return std::span(m_numbers).subspan(m_begins[layer], m_begins[layer + 1] - m_begins[layer]);
    }
    /// The same for backward: empty too where they are packed for single pictures, which only go forward.
    std::span<const float> ofLayerBackward(std::size_t layer) const
    {
        return m_uses[layer] == PackingUse::OnePicture ? std::span<const float>{} : ofLayer(layer);
    }

private:
    struct Part
    {
        std::size_t layer = 0;
        std::size_t part = 0;
        std::size_t parts = 1; ///< of this layer
    };

    const Sequential& m_network;
    std::vector<PackingUse> m_uses; ///< one a layer
    std::vector<std::size_t> m_begins; ///< one a layer, and the end
    Buffer m_numbers;
    std::vector<Part> m_parts;
};

} // namespace engine
