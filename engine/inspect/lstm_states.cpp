#include "engine/inspect/lstm_states.h"

#include "engine/data/data_loader.h"
#include "engine/model/calibration.h"
#include "engine/layers/lstm.h"

#include <algorithm>

namespace engine {

std::optional<std::size_t> LstmStates::findLstm(const Sequential& network)
{
    for (std::size_t i = 0; i < network.size(); ++i)
        if (dynamic_cast<const Lstm*>(&network.layer(i)))
            return i;
    return {};
}

LstmStates::LstmStates(std::shared_ptr<const Sequential> network, const Spec& loss)
    : m_network(std::move(network))
    , m_loss(makeLoss(loss))
    , m_lstm(*findLstm(*m_network))
    , m_sizes(m_network->shapeBefore(m_lstm), dynamic_cast<const Lstm&>(m_network->layer(m_lstm)).units(), 1)
    , m_upToLstm(*m_network, 1, PassMode::Differentiable, Keep::Needed, {.last = m_lstm + 1}) // in which an LSTM saves all
{
    const bool givesOneState = m_network->shapeBefore(m_lstm + 1).rank() == 1;
    if (givesOneState && m_lstm + 1 < m_network->size())
        m_afterLstm.emplace(*m_network, steps(), PassMode::Inference, Keep::Needed, LayerRange{.first = m_lstm + 1});
}

void LstmStates::run(std::span<const float> parameters, std::span<const std::uint8_t> picture)
{
    scale(picture, m_upToLstm.input());
    m_network->forward(parameters, m_upToLstm, 1, {.mode = PassMode::Differentiable, .layers = {.last = m_lstm + 1}});
    if (!m_afterLstm)
        return;
    std::ranges::copy(hidden(), m_afterLstm->activation(m_lstm + 1).begin());
    m_network->forward(parameters, *m_afterLstm, steps(), {.layers = {.first = m_lstm + 1}});
    const auto outputs = m_afterLstm->output();
    m_probabilities.assign(outputs.begin(), outputs.end());
    m_loss->toProbabilities(m_probabilities, m_network->outputShape().elements());
    temper(m_probabilities, m_network->outputShape().elements(), m_temperature);
}

LstmTape<const float> LstmStates::tape() const
{
    return {m_sizes, m_upToLstm.saved(m_lstm)};
}

std::span<const float> LstmStates::hidden() const
{
    return tape().hidden.subspan(units()); // h₀ first
}

std::span<const float> LstmStates::cells() const
{
    return tape().cells.subspan(units());
}

std::span<const float> LstmStates::gates() const
{
    return tape().gates;
}

} // namespace engine
