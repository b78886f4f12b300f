#pragma once

#include "engine/layers/sequential.h"
#include "engine/layers/workspace.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace engine {

/// Reads one picture at a time with whatever weights it is given, and keeps every layer's activations for the views.
class Predictor
{
public:
    explicit Predictor(std::shared_ptr<const Sequential> network);

    const Sequential& network() const { return *m_network; }

    /// parameters: network().parameters().size() numbers; picture: as many bytes as the input shape.
    /// Returns the softmax of the outputs, valid until the next call.
    std::span<const float> read(std::span<const float> parameters, std::span<const std::uint8_t> picture);

    /// Of the last read(). What enters layer index, one sample of network().shapeBefore(index); index size() gives the
    /// logits.
    std::span<const float> activation(std::size_t index) const;
    std::span<const float> probabilities() const { return m_probabilities; }

private:
    std::shared_ptr<const Sequential> m_network;
    Workspace m_workspace;
    std::vector<float> m_probabilities;
};

} // namespace engine
