#pragma once

#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"
#include "engine/tensor/sparse_columns.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// What entered the layers with large matrices and what gradient came back, for all samples of a batch. The
/// shards write it, each its own rows; then the matrices' gradients are made from it in parts, side by side,
/// each number once.
class DeferredWeightGradients
{
public:
    /// Some outputs of one layer; parts can be computed at the same time.
    struct Part
    {
        std::size_t layer = 0;
        std::size_t firstUnit = 0;
        std::size_t units = 0;
    };

    /// network must outlive it. sparseLayer: what enters this layer is mostly zeros, and kept so.
    DeferredWeightGradients(const Sequential& network, std::size_t maxSamples, std::optional<std::size_t> sparseLayer = {});

    bool keeps(std::size_t layer) const { return !m_gradients[layer].empty(); }
    /// Sequential::backward() hands over what it has for the samples from firstSample on; of a sparse layer,
    /// a whole piece of SparseColumns, or what is left.
    void write(std::size_t layer, std::size_t firstSample, std::span<const float> input,
               std::span<const float> outputGradient);

    std::span<const Part> parts() const { return m_parts; }
    /// parameterGradient: the whole network's. Returns the two pieces of it that are written: weights and
    /// biases.
    std::array<std::span<const float>, 2> computeGradient(const Part& part, std::size_t samples,
                                                          std::span<float> parameterGradient) const;

private:
    const Sequential& m_network;
    std::optional<std::size_t> m_sparseLayer;
    std::optional<SparseColumns> m_sparseInput;
    std::vector<Buffer> m_inputs; ///< one a layer; empty where nothing is kept
    std::vector<Buffer> m_gradients;
    std::vector<Part> m_parts;
};

} // namespace engine
