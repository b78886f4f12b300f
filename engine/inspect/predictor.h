#pragma once

#include "engine/layers/arranged_weights.h"
#include "engine/layers/sequential.h"
#include "engine/layers/workspace.h"
#include "engine/loss/loss.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// Reads one picture at a time with whatever weights it is given, and keeps every layer's activations for the views.
class Predictor
{
public:
    /// loss: what the network learns by, which says how its outputs become probabilities.
    explicit Predictor(std::shared_ptr<const Sequential> network, const Spec& loss = {"softmax_cross_entropy", {}});

    const Sequential& network() const { return *m_network; }

    /// By which the probabilities are tempered; 1 at first. See Calibration.
    void setTemperature(double temperature) { m_temperature = temperature; }

    /// parameters: network().parameters().size() numbers; picture: as many bytes as the input shape.
    /// Returns the probabilities, valid until the next call.
    std::span<const float> read(std::span<const float> parameters, std::span<const std::uint8_t> picture);

    /// Gets ready for many pictures to be read with the same parameters, which takes as long as reading some ten of them;
    /// from then on read() with these very numbers, at the same address, is quicker. Empty: no longer.
    void keep(std::span<const float> parameters);
    bool keeps(std::span<const float> parameters) const { return m_arranged && parameters.data() == m_kept.data(); }

    /// Of the last read(). What enters layer index, one sample of network().shapeBefore(index); index size() gives the
    /// outputs.
    std::span<const float> activation(std::size_t index) const;
    std::span<const float> probabilities() const { return m_probabilities; }

private:
    std::shared_ptr<const Sequential> m_network;
    std::span<const float> m_kept;
    std::optional<ArrangedWeights> m_arranged; ///< of m_kept
    std::unique_ptr<Loss> m_loss;
    double m_temperature = 1;
    Workspace m_workspace;
    std::vector<float> m_probabilities;
};

} // namespace engine
