#include "engine/layers/workspace.h"

#include <algorithm>

namespace engine {

Workspace::Workspace(const Sequential& network, std::size_t maxSamples, PassMode mode, Keep keep, LayerRange layers)
    : m_maxSamples(maxSamples)
    , m_mode(mode)
    , m_keep(keep)
    , m_activations(network.size() + 1)
    , m_gradients(network.size() + 1)
    , m_saved(network.size())
{
    const auto reserve = [this](std::size_t floats) {
        return std::span<float>(m_storage.emplace_back(floats));
    };
    const bool shares = keep == Keep::Needed;
    const bool goesBack = mode != PassMode::Inference;
    const std::size_t end = std::min(layers.last, network.size());

    std::size_t scratch = 0;
    bool mustKeep = true; // the last output: the input itself is never overwritten, the caller may want it again
    const std::size_t inputs = maxSamples * network.shapeBefore(layers.first).elements();
    m_activations[layers.first] = reserve(inputs);
    if (goesBack)
        m_gradients[layers.first] = reserve(inputs);
    for (std::size_t i = layers.first; i < end; ++i) {
        const Layer& layer = network.layer(i);
        const Shape& before = network.shapeBefore(i);
        const Aliasing aliasing = layer.aliasing();
        const bool inPlace
            = shares && (aliasing == Aliasing::Passes || (aliasing == Aliasing::Overwrites && !mustKeep));
        mustKeep = (goesBack && layer.backwardReadsOutput()) || (inPlace && aliasing == Aliasing::Passes && mustKeep);
        const std::size_t outputs = maxSamples * network.shapeBefore(i + 1).elements();
        m_activations[i + 1] = inPlace ? m_activations[i] : reserve(outputs);
        if (goesBack) {
            m_gradients[i + 1] = inPlace ? m_gradients[i] : reserve(outputs);
            m_saved[i] = reserve(maxSamples * layer.savedPerSample(before));
        }
        scratch = std::max(scratch, layer.scratchSize(before, maxSamples));
    }
    m_scratch = reserve(scratch);

    std::size_t weights = 0;
    for (const Sequential::Stage& stage : network.stages())
        if (goesBack && stage.samplesAtOnce < maxSamples)
            for (std::size_t i = std::max(stage.begin, layers.first); i < std::min(stage.end, end); ++i)
                weights = std::max(weights, network.parameters().rangeOfLayer(i).size);
    m_blockGradient = reserve(weights);
}

std::span<float> Workspace::saved(std::size_t index, std::size_t first, std::size_t count) const
{
    const std::span<float> all = m_saved[index];
    const std::size_t each = all.size() / m_maxSamples;
    return all.subspan(first * each, count * each);
}

} // namespace engine
