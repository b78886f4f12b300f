#pragma once

#include "engine/inspect/probe.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// What a network's first LSTM has in mind after each of its time steps, and what the network would say if it stopped
/// reading there: the same layers with the same weights, but for the LSTM, which gives all of its hidden states.
class StepReader
{
public:
    /// Index of the LSTM; nothing where there is none.
    static std::optional<std::size_t> findLstm(const Sequential& network);

    /// network: one with an LSTM. loss: see Predictor.
    StepReader(const Sequential& network, const Spec& loss);

    /// See Predictor.
    void setTemperature(double temperature);

    std::size_t steps() const { return m_steps; }
    std::size_t units() const { return m_units; }
    /// Whether the layers behind the LSTM read one hidden state, so that each can be handed to them; a network that
    /// reads all of them at once says nothing before the end.
    bool saysAtEachStep() const { return m_behind.has_value(); }

    /// parameters: the network's; picture: as many bytes as its input shape.
    void read(std::span<const float> parameters, std::span<const std::uint8_t> picture);

    /// [steps, units], of the last read().
    std::span<const float> hidden() const { return m_reading.activation(m_lstm + 1); }
    /// [steps, outputs]; empty unless saysAtEachStep().
    std::span<const float> probabilities() const { return m_probabilities; }

private:
    std::size_t m_lstm;
    Probe m_reading; ///< up to the LSTM
    std::size_t m_steps;
    std::size_t m_units;
    std::optional<Probe> m_behind;
    std::vector<float> m_input;
    std::span<const float> m_probabilities;
};

} // namespace engine
