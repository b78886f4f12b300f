#pragma once

#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

class ArrangedWeights;

/// The numbers of one pass through a network: activations, gradients, masks. One per thread; allocates only
/// when constructed.
class Workspace
{
public:
    enum class Use {
        Inference, ///< forward only; activations may overwrite each other
        Inspection, ///< forward only; every layer's output is kept
        Training, ///< forward and backward
    };

    Workspace(const Sequential& network, std::size_t maxSamples, Use use);

    std::size_t maxSamples() const { return m_maxSamples; }
    Use use() const { return m_use; }

    /// maxSamples × inputShape, to be filled by the caller.
    std::span<float> input() { return m_activations.front(); }
    /// maxSamples × outputShape: the logits.
    std::span<const float> output() const { return m_activations.back(); }
    /// To be filled between forwardTraining() and backward().
    std::span<float> outputGradient() { return m_gradients.back(); }

    /// What forward() finds its weights in, where layers have them arranged: made of the very parameters that it is given.
    /// Must outlive its use; null: none.
    void setArrangedWeights(const ArrangedWeights* weights) { m_arranged = weights; }

    /// What enters layer index (so activation(size()) is the output). Meaningful for every index only under
    /// Use::Inspection; otherwise a layer that works in place has overwritten what entered it.
    std::span<const float> activation(std::size_t index) const { return m_activations[index]; }

private:
    friend class Sequential;

    /// Of a layer, for count samples from first on.
    std::span<float> memory(std::size_t index, std::size_t first, std::size_t count) const;

    std::size_t m_maxSamples = 0;
    Use m_use = Use::Inference;
    std::vector<Buffer> m_storage;
    std::vector<std::span<float>> m_activations; ///< layers + 1
    std::vector<std::span<float>> m_gradients; ///< layers + 1; empty spans unless training
    std::vector<std::span<float>> m_memories; ///< per layer
    std::span<float> m_scratch;
    const ArrangedWeights* m_arranged = nullptr;
    std::span<float> m_blockGradient; ///< of the layer with most weights among those that take a few samples at a time
};

} // namespace engine
