#pragma once

#include "engine/layers/boltzmann_machine.h"
#include "engine/recipe/spec.h"
#include "engine/tensor/buffer.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace engine {

/// One step of contrastive divergence, CD-k, on a batch: towards what the pictures make the units do together, away from
/// what the machine makes of them when it is left to itself.
///   h₀ = p(h | v₀), sampled;  then k times: vᵢ = p(v | hᵢ₋₁), hᵢ = p(h | vᵢ), sampled but for the last
///   W += velocity ← m velocity + ε ((h₀ᵀ·v₀ - hₖᵀ·vₖ) / N - λ W);  biases the same, without λ
/// All of it with probabilities, but for the hidden states that a reconstruction is made from: Hinton 2010, section 3.4.
///
/// In two rounds, so that any number of threads gives the same bits: first run() for pieces of the batch, then prepare() and
/// commit() for parts of the weights.
class ContrastiveDivergence
{
public:
    struct Step
    {
        float learningRate = 0; ///< ε
        float momentum = 0; ///< m
        float weightDecay = 0; ///< λ
        std::size_t chain = 1; ///< k
        std::uint64_t seed = 0;
        std::uint64_t number = 0; ///< of the run's pre-training, from 0
    };

    ContrastiveDivergence(std::size_t visible, std::size_t hidden, std::size_t maxSamples);

    /// Where v₀ goes for count samples of a batch of samples, from first on.
    std::span<float> data(std::size_t first, std::size_t count);
    /// Any thread, any piece. Returns the sum of (v₁ - v₀)² over its samples and visible units.
    double run(const BoltzmannMachine& machine, std::size_t samples, std::size_t first, std::size_t count, const Step& step);

    /// Hidden units are dealt with a few at a time, then the visible biases.
    std::size_t parts() const;
    /// parameters, velocity: the layer's, in the order of its parameterSpecs(). false: the step would leave numbers that are
    /// of no use, and must not be committed.
    bool prepare(std::size_t part, std::size_t samples, std::span<const float> parameters, std::span<const float> velocity,
                 const Step& step);
    void commit(std::size_t part, std::span<float> parameters, std::span<float> velocity) const;

private:
    struct Range
    {
        std::size_t begin = 0;
        std::size_t size = 0;
    };

    std::span<float> visibleRows(std::size_t first, std::size_t count);
    std::span<float> hiddenRows(std::size_t first, std::size_t count);
    std::array<Range, 2> rangesOf(std::size_t part) const;
    void sumStatistics(std::size_t part, std::size_t samples);

    std::size_t m_visible;
    std::size_t m_hidden;
    Buffer m_visibleRows; ///< v₀ of the whole batch, then vₖ
    Buffer m_hiddenRows; ///< h₀, then hₖ
    Buffer m_states; ///< sampled
    Buffer m_columns; ///< h₀ and -hₖ, the units of each part by themselves
    Buffer m_next; ///< the velocity to come
};

} // namespace engine
