#pragma once

#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// A copy of a network's weights, arranged as its layers read a single picture quickest. Worth making for weights that
/// several pictures are read with; they must not change while it is in use.
class ArrangedWeights
{
public:
    ArrangedWeights(const Sequential& network, std::span<const float> parameters);

    /// Empty where the layer has no better arrangement than its parameters'.
    std::span<const float> ofLayer(std::size_t layer) const;

private:
    std::vector<std::size_t> m_begins; ///< one a layer, and the end
    Buffer m_numbers;
};

} // namespace engine
