#pragma once

#include "engine/layers/sequential.h"
#include "engine/layers/workspace.h"
#include "engine/loss/loss.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace engine {

/// Reads samples of any numbers, many at once, and keeps what every layer makes of each: how a network sees a whole
/// plane, where Predictor shows how it sees one picture.
class Probe
{
public:
    /// loss: see Predictor. maxSamples: the most that one read() gets.
    Probe(std::shared_ptr<const Sequential> network, const Spec& loss, std::size_t maxSamples);

    const Sequential& network() const { return *m_network; }

    /// See Predictor.
    void setTemperature(double temperature) { m_temperature = temperature; }

    /// inputs: [N, inputShape]. Returns what the outputs say of each class's probability, [N, outputs], valid until the
    /// next call.
    std::span<const float> read(std::span<const float> parameters, std::span<const float> inputs);

    /// Of the last read(). What enters layer index, [N, shapeBefore(index)]; index size() gives the outputs.
    std::span<const float> activation(std::size_t index) const;

private:
    std::shared_ptr<const Sequential> m_network;
    std::unique_ptr<Loss> m_loss;
    Workspace m_workspace;
    std::vector<float> m_probabilities;
    std::size_t m_samples = 0;
    double m_temperature = 1;
};

} // namespace engine
