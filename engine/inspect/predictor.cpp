#include "engine/inspect/predictor.h"

#include "engine/data/data_loader.h"
#include "engine/model/calibration.h"

#include <algorithm>
#include <cassert>

namespace engine {

Predictor::Predictor(std::shared_ptr<const Sequential> network, const Spec& loss, const Options& options)
    : m_network(std::move(network))
    , m_loss(makeLoss(loss))
    , m_pool(std::make_unique<ThreadPool>(options.threads))
    , m_logits(m_network->outputShape().elements())
    , m_probabilities(m_logits.size())
{
    for (std::size_t worker = 0; worker < m_pool->size(); ++worker)
        m_workspaces.emplace_back(*m_network, options.maxSamples, PassMode::Inference, options.keep);
}

Predictor::Predictor(std::shared_ptr<const Sequential> network, const Spec& loss)
    : Predictor(std::move(network), loss, Options{})
{
}

void Predictor::setInterventions(const std::vector<Intervention>& interventions)
{
    requireApplicable(*m_network, interventions);
    for (Workspace& workspace : m_workspaces)
        workspace.setInterventions(interventions);
}

/// load(some of the inputs, to where the network takes them)
void Predictor::run(std::span<const float> parameters, const auto& inputs, const auto& load)
{
    const std::size_t width = m_network->inputShape().elements();
    const std::size_t outputs = m_network->outputShape().elements();
    const std::size_t together = m_workspaces.front().maxSamples();
    assert(inputs.size() % width == 0);
    m_samples = inputs.size() / width;
    m_logits.resize(m_samples * outputs);
    const PackedWeights* packed = isPacked(parameters) ? &*m_packed : nullptr;
    m_pool->run((m_samples + together - 1) / together, [&](std::size_t part, std::size_t worker) {
        Workspace& workspace = m_workspaces[worker];
        const std::size_t begin = part * together;
        const std::size_t samples = std::min(together, m_samples - begin);
        workspace.setPackedWeights(packed);
        load(inputs.subspan(begin * width, samples * width), workspace.input().first(samples * width));
        m_network->forward(parameters, workspace, samples);
        std::ranges::copy(workspace.output().first(samples * outputs), m_logits.begin() + std::ptrdiff_t(begin * outputs));
    });
}

std::span<const float> Predictor::toProbabilities()
{
    const std::size_t outputs = m_network->outputShape().elements();
    m_probabilities.assign(m_logits.begin(), m_logits.end());
    m_loss->toProbabilities(m_probabilities, outputs);
    temper(m_probabilities, outputs, m_temperature);
    return m_probabilities;
}

std::span<const float> Predictor::predictLogits(std::span<const float> parameters, std::span<const std::uint8_t> inputs)
{
    run(parameters, inputs, scale);
    return m_logits;
}

std::span<const float> Predictor::predictLogits(std::span<const float> parameters, std::span<const float> inputs)
{
    run(parameters, inputs, [](auto from, auto to) { std::ranges::copy(from, to.begin()); });
    return m_logits;
}

std::span<const float> Predictor::predict(std::span<const float> parameters, std::span<const std::uint8_t> inputs)
{
    predictLogits(parameters, inputs);
    return toProbabilities();
}

std::span<const float> Predictor::predict(std::span<const float> parameters, std::span<const float> inputs)
{
    predictLogits(parameters, inputs);
    return toProbabilities();
}

void Predictor::pack(std::span<const float> parameters)
{
    m_packedFrom = parameters;
    m_packed.reset();
    if (!parameters.empty())
        m_packed.emplace(*m_network, parameters);
}

std::span<const float> Predictor::activation(std::size_t index) const
{
    const Workspace& workspace = m_workspaces.front();
    assert(workspace.keep() == Keep::EveryLayer && m_samples <= workspace.maxSamples());
    return workspace.activation(index).first(m_samples * m_network->shapeBefore(index).elements());
}

} // namespace engine
