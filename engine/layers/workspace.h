#pragma once

#include "engine/layers/intervention.h"
#include "engine/layers/sequential.h"
#include "engine/tensor/buffer.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

class PackedWeights;

/// The numbers of one pass through a network: activations, gradients, masks. One per thread; allocates only
/// when constructed.
class Workspace
{
public:
    /// mode: the most that it is for; Training is for every pass, Differentiable not for that of training. layers: all that
    /// it will ever run; for the others it has no memory.
    Workspace(const Sequential& network, std::size_t maxSamples, PassMode mode, Keep keep = Keep::Needed,
              LayerRange layers = {});

    std::size_t maxSamples() const { return m_maxSamples; }
    PassMode mode() const { return m_mode; }
    Keep keep() const { return m_keep; }

    /// maxSamples × inputShape, to be filled by the caller: pixels in [0, 1], and what a network makes of them first, as in a
    /// normalization layer, is a layer of it like any other. A pass leaves it as it is, but for an intervention on a layer that
    /// only passes it on.
    std::span<float> input() { return m_activations.front(); }
    /// maxSamples × outputShape: the logits.
    std::span<const float> output() const { return m_activations.back(); }
    /// To be filled between forward() and backward().
    std::span<float> outputGradient() { return m_gradients.back(); }
    /// maxSamples × inputShape, once backward() was asked for it.
    std::span<const float> inputGradient() const { return m_gradients.front(); }

    /// What enters layer index (so activation(size()) is the output). Meaningful for every index only under
    /// Keep::EveryLayer; otherwise a layer that works in place has overwritten what entered it.
    std::span<const float> activation(std::size_t index) const { return m_activations[index]; }
    /// To be filled by the caller where a pass begins at that layer; under Keep::Needed it may then be overwritten.
    std::span<float> activation(std::size_t index) { return m_activations[index]; }

    /// The gradient of the same numbers after backward(), under Keep::EveryLayer for every index that it came to; to be
    /// filled by the caller where backward() begins behind that layer. Empty in Inference. 0 for what an intervention replaced.
    std::span<const float> gradient(std::size_t index) const { return m_gradients[index]; }
    std::span<float> gradient(std::size_t index) { return m_gradients[index]; }

    /// What layer index saved of its last forward pass in any mode but Inference: see LstmTape.
    std::span<const float> saved(std::size_t index) const { return m_saved[index]; }

    /// What forward() finds its weights in, where layers have them packed: made of the same parameters that it is
    /// given. Must outlive its use; null: none.
    void setPackedWeights(const PackedWeights* weights) { m_packed = weights; }

    /// From now on forward() holds these units, and backward() lets no gradient through them; not while training.
    /// They must be requireApplicable(). Those that change parameters do nothing here.
    void setInterventions(std::vector<Intervention> interventions) { m_interventions = std::move(interventions); }

private:
    friend class Sequential;

    /// Of a layer, for count samples from first on.
    std::span<float> saved(std::size_t index, std::size_t first, std::size_t count) const;

    std::size_t m_maxSamples = 0;
    PassMode m_mode = PassMode::Inference;
    Keep m_keep = Keep::Needed;
    std::vector<Buffer> m_storage;
    std::vector<std::span<float>> m_activations; ///< layers + 1
    std::vector<std::span<float>> m_gradients; ///< layers + 1; empty spans in Inference
    std::vector<std::span<float>> m_saved; ///< per layer
    std::span<float> m_scratch;
    const PackedWeights* m_packed = nullptr;
    std::vector<Intervention> m_interventions;
    std::span<float> m_blockGradient; ///< of the layer with most weights among those that take a few samples at a time

    // Of the last forward pass, which backward() goes back.
    PassMode m_passMode = PassMode::Inference;
    LayerRange m_passLayers;
};

} // namespace engine
