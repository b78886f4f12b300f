#pragma once

#include "engine/layers/layer.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// One named array inside the Parameters buffer.
struct ParameterSlice
{
    std::string name; ///< "dense_1.weight": unique in the network, the tensor's name in model files
    std::size_t layer = 0; ///< index in the Sequential
    ParameterSpec spec;
    std::size_t offset = 0; ///< in floats

    std::size_t size() const { return spec.shape.elements(); }
};

/// Which number of the one contiguous Parameters buffer is what.
class ParameterLayout
{
public:
    /// Numbers [begin, begin + size) of the buffer.
    struct Range
    {
        std::size_t begin = 0;
        std::size_t size = 0;
    };

    void add(const std::string& layerName, std::size_t layer, const std::vector<ParameterSpec>& specs);

    std::span<const ParameterSlice> slices() const { return m_slices; }
    /// Length of the buffer: the network's number of parameters.
    std::size_t size() const { return m_size; }
    /// How many of them gradients lead: all but the statistics.
    std::size_t trainable() const;
    Range rangeOfLayer(std::size_t layer) const { return m_layers[layer]; }
    /// Whether any of them is the layer's.
    bool isTrainable(std::size_t layer) const;
    /// All of one layer's slices lie side by side.
    std::span<float> ofLayer(std::span<float> parameters, std::size_t layer) const;
    std::span<const float> ofLayer(std::span<const float> parameters, std::size_t layer) const;

private:
    std::vector<ParameterSlice> m_slices;
    std::vector<Range> m_layers;
    std::size_t m_size = 0;
};

} // namespace engine
