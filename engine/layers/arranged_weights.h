#pragma once

#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// A copy of a network's weights, arranged as its layers read them quickest. Worth making for weights that
/// several pictures are read with.
class ArrangedWeights
{
public:
    /// For single pictures, of these parameters, which must not change while it is in use.
    ArrangedWeights(const Sequential& network, std::span<const float> parameters);
    /// One reading a layer; to be filled by makePart(). network must outlive it.
    ArrangedWeights(const Sequential& network, std::span<const Reading> readings);

    std::size_t parts() const { return m_parts.size(); }
    /// Any thread may make any part. Once all are made of the same parameters, it is of use.
    void makePart(std::size_t part, std::span<const float> parameters);

    /// Empty where the layer has no better arrangement than its parameters'.
    std::span<const float> ofLayer(std::size_t layer) const
    {
        return std::span(m_numbers).subspan(m_begins[layer], m_begins[layer + 1] - m_begins[layer]);
    }
    /// The same for backward: empty too where they are arranged for single pictures, which only go forward.
    std::span<const float> ofLayerBackward(std::size_t layer) const
    {
        return m_readings[layer] == Reading::OnePicture ? std::span<const float>{} : ofLayer(layer);
    }

private:
    struct Part
    {
        std::size_t layer = 0;
        std::size_t part = 0;
        std::size_t parts = 1; ///< of this layer
    };

    const Sequential& m_network;
    std::vector<Reading> m_readings; ///< one a layer
    std::vector<std::size_t> m_begins; ///< one a layer, and the end
    Buffer m_numbers;
    std::vector<Part> m_parts;
};

} // namespace engine
