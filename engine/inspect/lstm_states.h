#pragma once

#include "engine/layers/lstm_tape.h"
#include "engine/layers/sequential.h"
#include "engine/layers/workspace.h"
#include "engine/loss/loss.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// The hidden states of a network's first LSTM after each of its time steps, and what the network would predict if its
/// input ended there: each hidden state goes through the layers behind the LSTM as the last one does.
class LstmStates
{
public:
    /// Index of the LSTM; nothing where there is none.
    static std::optional<std::size_t> findLstm(const Sequential& network);

    /// network: one with an LSTM. loss: see Predictor.
    LstmStates(std::shared_ptr<const Sequential> network, const Spec& loss);

    /// See Predictor.
    void setTemperature(double temperature) { m_temperature = temperature; }

    std::size_t steps() const { return m_sizes.steps; }
    std::size_t units() const { return m_sizes.units; }
    /// Whether the layers behind the LSTM read one hidden state, so that each can be handed to them; a network that
    /// reads all of them at once predicts nothing before the end.
    bool predictsAtEachStep() const { return m_afterLstm.has_value(); }

    /// parameters: the network's; picture: as many bytes as its input shape.
    void run(std::span<const float> parameters, std::span<const std::uint8_t> picture);

    // Of the last run():

    std::span<const float> hidden() const; ///< [steps, units]
    std::span<const float> cells() const; ///< [steps, units]
    std::span<const float> gates() const; ///< [steps, 4 units], input, forget, candidate and output of each
    /// [steps, outputs]; empty unless predictsAtEachStep().
    std::span<const float> probabilities() const { return m_probabilities; }

private:
    LstmTape<const float> tape() const;

    std::shared_ptr<const Sequential> m_network;
    std::unique_ptr<Loss> m_loss;
    std::size_t m_lstm;
    LstmSizes m_sizes; ///< of one sample
    Workspace m_upToLstm;
    std::optional<Workspace> m_afterLstm; ///< every hidden state is a sample of it
    double m_temperature = 1;
    std::vector<float> m_probabilities;
};

} // namespace engine
