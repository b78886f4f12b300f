#include "engine/inspect/step_reader.h"

#include "engine/data/data_loader.h"
#include "engine/layers/lstm.h"
#include "engine/recipe/switch_setting.h"

#include <cassert>

namespace engine {
namespace {

std::vector<Spec> specsOf(const Sequential& network, std::size_t begin, std::size_t end)
{
    std::vector<Spec> specs;
    for (std::size_t i = begin; i < end; ++i)
        specs.push_back(network.layer(i).spec());
    return specs;
}

/// The layers up to the LSTM. Their parameters lie as in the network, whose first ones they are.
std::shared_ptr<const Sequential> layersToAllStates(const Sequential& network, std::size_t lstm)
{
    auto specs = specsOf(network, 0, lstm + 1);
    specs.back().settings["return_sequences"] = switchValue(true);
    return std::make_shared<const Sequential>(network.inputShape(), specs);
}

std::shared_ptr<const Sequential> layersBehind(const Sequential& network, std::size_t lstm)
{
    const auto specs = specsOf(network, lstm + 1, network.size());
    return std::make_shared<const Sequential>(network.shapeBefore(lstm + 1), specs);
}

} // namespace

std::optional<std::size_t> StepReader::findLstm(const Sequential& network)
{
    for (std::size_t i = 0; i < network.size(); ++i)
        if (network.layer(i).spec().kind == Lstm::info().kind)
            return i;
    return {};
}

StepReader::StepReader(const Sequential& network, const Spec& loss)
    : m_lstm(*findLstm(network))
    , m_reading(layersToAllStates(network, m_lstm), loss, 1)
    , m_steps(m_reading.network().outputShape()[0])
    , m_units(m_reading.network().outputShape()[1])
    , m_input(network.inputShape().elements())
{
    const bool givesOneState = network.shapeBefore(m_lstm + 1).rank() == 1;
    if (givesOneState && m_lstm + 1 < network.size())
        m_behind.emplace(layersBehind(network, m_lstm), loss, m_steps);
}

void StepReader::setTemperature(double temperature)
{
    if (m_behind)
        m_behind->setTemperature(temperature);
}

void StepReader::read(std::span<const float> parameters, std::span<const std::uint8_t> picture)
{
    scale(picture, m_input);
    const std::size_t own = m_reading.network().parameters().size();
    m_reading.read(parameters.first(own), m_input);
    if (m_behind)
        m_probabilities = m_behind->read(parameters.subspan(own), hidden());
}

} // namespace engine
