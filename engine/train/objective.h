#pragma once

#include "engine/loss/loss.h"
#include "engine/recipe/recipe.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace engine {

/// Sums over some samples; the loss in double, added in shard order, so that it is the same for any number of threads.
struct LossSum
{
    double loss = 0;
    std::size_t samples = 0;
    std::size_t classified = 0; ///< samples that are of a class, which a network may name or not; 0 where outputs name none
    std::size_t correct = 0; ///< samples whose outputs name their label; 0 where outputs name no class

    void add(const LossSum& other)
    {
        loss += other.loss;
        samples += other.samples;
        classified += other.classified;
        correct += other.correct;
    }
};

/// What a network is to learn: what its outputs should be, how far they are from that, and whether they are right.
class Objective
{
public:
    /// Some samples beside the outputs that belong to them.
    struct Samples
    {
        std::span<const float> inputs; ///< as the network read them; not needed where labels are the target
        std::span<const std::uint8_t> labels;
        std::span<float> scratch; ///< as many numbers as outputs, for what they should be; its content is lost
    };

    /// Of a complete recipe.
    explicit Objective(const Recipe& recipe);

    /// Whether outputs name a class, so that there is an accuracy. An auto-encoder's do not.
    bool namesClasses() const { return m_target == Target::Label; }

    /// outputs: a row for each of the samples.labels; weight and gradient as for Loss::evaluate(). What is of no class is to be
    /// undecided between them; its loss is told from there, 0 where it is (of cross-entropy, the Kullback-Leibler divergence).
    LossSum evaluate(const Samples& samples, std::span<const float> outputs, float weight,
                     std::span<float> gradient) const;

    /// The part of the samples of a class whose outputs were right, [0, 1]; not-a-number where outputs name no class or no
    /// sample is of one.
    double accuracy(const LossSum& sum) const;

private:
    std::span<const float> targets(const Samples& samples, std::size_t outputs) const;

    Target m_target;
    std::unique_ptr<Loss> m_loss;
};

/// The class that the outputs for one sample name: the largest one's, or of one alone, whether it is above 0.5.
std::uint8_t classNamedBy(std::span<const float> outputs);

} // namespace engine
