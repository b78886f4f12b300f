#include "engine/inspect/probe.h"

#include "engine/inspect/calibration.h"

#include <algorithm>
#include <cassert>

namespace engine {

Probe::Probe(std::shared_ptr<const Sequential> network, const Spec& loss, std::size_t maxSamples)
    : m_network(std::move(network))
    , m_loss(makeLoss(loss))
    , m_workspace(*m_network, maxSamples, Workspace::Use::Inspection)
{
}

std::span<const float> Probe::read(std::span<const float> parameters, std::span<const float> inputs)
{
    assert(inputs.size() % m_network->inputShape().elements() == 0 && inputs.size() <= m_workspace.input().size());
    m_samples = inputs.size() / m_network->inputShape().elements();
    std::ranges::copy(inputs, m_workspace.input().begin());
    m_network->forward(parameters, m_workspace, m_samples);
    const auto outputs = activation(m_network->size());
    m_probabilities.assign(outputs.begin(), outputs.end());
    m_loss->toProbabilities(m_probabilities, m_network->outputShape().elements());
    temper(m_probabilities, m_network->outputShape().elements(), m_temperature);
    return m_probabilities;
}

std::span<const float> Probe::activation(std::size_t index) const
{
    return m_workspace.activation(index).first(m_samples * m_network->shapeBefore(index).elements());
}

} // namespace engine
