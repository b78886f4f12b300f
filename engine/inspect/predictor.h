#pragma once

#include "engine/layers/packed_weights.h"
#include "engine/layers/sequential.h"
#include "engine/layers/workspace.h"
#include "engine/loss/loss.h"
#include "engine/tensor/thread_pool.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// Predicts one sample or many, with whatever weights it is given, and keeps what every layer makes of them for those who
/// want to see it. Not thread-safe.
class Predictor
{
public:
    struct Options
    {
        std::size_t maxSamples = 1; ///< that go through the layers together; of more, a thread takes so many at a time
        Keep keep = Keep::EveryLayer; ///< which activation() there is
        std::size_t threads = 1; ///< 0 for one a core
    };
    /// For whole data sets: on all threads, and only what comes out is kept.
    static Options forMany(std::size_t threads = 0) { return {.maxSamples = 32, .keep = Keep::Needed, .threads = threads}; }

    /// loss: what the network learns by, which says how its outputs become probabilities.
    Predictor(std::shared_ptr<const Sequential> network, const Spec& loss, const Options& options);
    explicit Predictor(std::shared_ptr<const Sequential> network, const Spec& loss = {"softmax_cross_entropy", {}});

    const Sequential& network() const { return *m_network; }
    std::size_t threads() const { return m_pool->size(); }

    /// By which the probabilities are tempered; 1 at first. See Calibration.
    void setTemperature(double temperature) { m_temperature = temperature; }
    /// See Workspace::setInterventions(); those that change parameters are carried out by intervened().
    void setInterventions(const std::vector<Intervention>& interventions);

    // parameters: network().parameters().size() numbers. inputs: [N, inputShape], bytes (255 is 1) or numbers as the network
    // takes them. What is returned is valid until the next call, and has the same bits for any number of threads.

    /// What the outputs say of each class's probability, [N, outputs].
    std::span<const float> predict(std::span<const float> parameters, std::span<const std::uint8_t> inputs);
    std::span<const float> predict(std::span<const float> parameters, std::span<const float> inputs);
    /// The outputs alone, for which no probabilities are made.
    std::span<const float> predictLogits(std::span<const float> parameters, std::span<const std::uint8_t> inputs);
    std::span<const float> predictLogits(std::span<const float> parameters, std::span<const float> inputs);

    /// Gets ready for many predictions of single samples with the same parameters, which takes as long as some ten of them;
    /// from then on those with these very numbers, at the same address, are quicker. Empty: no longer.
    void pack(std::span<const float> parameters);
    bool isPacked(std::span<const float> parameters) const { return m_packed && parameters.data() == m_packedFrom.data(); }

    // Of the last call; before the first, zeros for one sample:

    std::span<const float> probabilities() const { return m_probabilities; }
    std::span<const float> logits() const { return m_logits; }
    /// What enters layer index, [N, shapeBefore(index)]; index size() gives the outputs. Only with Keep::EveryLayer, and for
    /// at most maxSamples.
    std::span<const float> activation(std::size_t index) const;

private:
    void run(std::span<const float> parameters, const auto& inputs, const auto& load);
    std::span<const float> toProbabilities();

    std::shared_ptr<const Sequential> m_network;
    std::unique_ptr<Loss> m_loss;
    std::unique_ptr<ThreadPool> m_pool;
    std::vector<Workspace> m_workspaces; ///< one a thread
    std::span<const float> m_packedFrom;
    std::optional<PackedWeights> m_packed;
    double m_temperature = 1;
    std::size_t m_samples = 1; ///< of the last call
    std::vector<float> m_logits;
    std::vector<float> m_probabilities;
};

} // namespace engine
