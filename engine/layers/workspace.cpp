#include "engine/layers/workspace.h"

#include <algorithm>

namespace engine {

Workspace::Workspace(const Sequential& network, std::size_t maxSamples, Use use)
    : m_maxSamples(maxSamples)
    , m_use(use)
{
    const auto reserve = [this](std::size_t floats) {
        return std::span<float>(m_storage.emplace_back(floats));
    };
    const bool shares = use != Use::Inspection;

    std::size_t scratch = 0;
    bool mustKeep = true; // the last output: the input itself is never overwritten, the caller may want it again
    m_activations.push_back(reserve(maxSamples * network.inputShape().elements()));
    m_gradients.emplace_back();
    for (std::size_t i = 0; i < network.size(); ++i) {
        const Layer& layer = network.layer(i);
        const Shape& before = network.shapeBefore(i);
        const Aliasing aliasing = layer.aliasing();
        const bool inPlace
            = shares && (aliasing == Aliasing::Passes || (aliasing == Aliasing::Overwrites && !mustKeep));
        const bool readsOutput = use == Use::Training && layer.backwardReadsOutput();
        mustKeep = readsOutput || (inPlace && aliasing == Aliasing::Passes && mustKeep);
        const std::size_t outputs = maxSamples * network.shapeBefore(i + 1).elements();
        m_activations.push_back(inPlace ? m_activations.back() : reserve(outputs));
        if (use == Use::Training) {
            m_gradients.push_back(inPlace && !m_gradients.back().empty() ? m_gradients.back() : reserve(outputs));
            m_memories.push_back(reserve(maxSamples * layer.memoryPerSample(before)));
        } else {
            m_gradients.emplace_back();
            m_memories.emplace_back();
        }
        scratch = std::max(scratch, layer.scratchSize(before, maxSamples));
    }
    m_scratch = reserve(scratch);

    std::size_t weights = 0;
    for (const Sequential::Stage& stage : network.stages())
        if (use == Use::Training && stage.samplesAtOnce < maxSamples)
            for (std::size_t i = stage.begin; i < stage.end; ++i)
                weights = std::max(weights, network.parameters().rangeOfLayer(i).size);
    m_blockGradient = reserve(weights);
}

std::span<float> Workspace::memory(std::size_t index, std::size_t first, std::size_t count) const
{
    const std::span<float> all = m_memories[index];
    const std::size_t each = all.size() / m_maxSamples;
    return all.subspan(first * each, count * each);
}

} // namespace engine
