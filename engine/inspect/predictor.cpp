#include "engine/inspect/predictor.h"

#include "engine/data/data_loader.h"
#include "engine/inspect/calibration.h"

#include <algorithm>

namespace engine {

Predictor::Predictor(std::shared_ptr<const Sequential> network, const Spec& loss)
    : m_network(std::move(network))
    , m_loss(makeLoss(loss))
    , m_workspace(*m_network, 1, Workspace::Use::Inspection)
    , m_probabilities(m_network->outputShape().elements())
{
}

std::span<const float> Predictor::read(std::span<const float> parameters, std::span<const std::uint8_t> picture)
{
    m_workspace.setArrangedWeights(keeps(parameters) ? &*m_arranged : nullptr);
    scale(picture, m_workspace.input());
    m_network->forward(parameters, m_workspace, 1);
    std::ranges::copy(m_workspace.output(), m_probabilities.begin());
    m_loss->toProbabilities(m_probabilities, m_probabilities.size());
    temper(m_probabilities, m_probabilities.size(), m_temperature);
    return m_probabilities;
}

void Predictor::keep(std::span<const float> parameters)
{
    m_kept = parameters;
    m_arranged.reset();
    if (!parameters.empty())
        m_arranged.emplace(*m_network, parameters);
}

std::span<const float> Predictor::activation(std::size_t index) const
{
    return m_workspace.activation(index);
}

} // namespace engine
