#pragma once

#include "engine/data/dataset.h"
#include "engine/layers/sequential.h"
#include "engine/model/records.h"
#include "engine/pretraining/contrastive_divergence.h"
#include "engine/pretraining/pretraining_plan.h"
#include "engine/pretraining/pretraining_rows.h"
#include "engine/recipe/recipe.h"
#include "engine/tensor/buffer.h"
#include "engine/tensor/thread_pool.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace engine {

/// Teaches the RBM layers of a network the training pictures, one layer after the other from the input on, each what the
/// layers before it make of them ("greedily": Hinton, Osindero and Teh, Neural Computation 18, 2006). Labels play no part.
/// A part of a training run; not thread-safe.
class Pretraining
{
public:
    /// All must outlive it. recipe: complete, and requirePretrainable().
    Pretraining(const Recipe& recipe, const Sequential& network, const Dataset& train, ThreadPool& pool);
    ~Pretraining();

    const PretrainingPlan& plan() const { return m_plan; }
    std::uint64_t stepsDone() const { return m_step; }
    bool isDone() const { return m_step >= m_plan.steps(); }
    /// The last step ended an epoch of its layer: there is something for evaluate() to tell.
    bool isAtEndOfEpoch() const { return m_step > 0 && m_step % m_plan.stepsPerEpoch == 0; }

    /// One batch. Throws DivergenceError when the weights would be of no use; they are then still those of before the step.
    PretrainingStepRecord step(std::span<float> parameters);
    /// How well the layer that learnt last knows its pictures. stopped is asked now and then, from any of the threads; once
    /// it says true, there is no result.
    std::optional<PretrainingEpochRecord> evaluate(std::span<const float> parameters,
                                                   const std::function<bool()>& stopped = {});

    /// As long as the network's parameters, 0 but for the layer that is learning; empty when there is nothing to go on with.
    Buffer velocity() const;
    /// Goes on from there. Throws Error when velocity has another length.
    void restore(std::uint64_t stepsDone, const Buffer& velocity);

private:
    struct Learner;

    struct Score;

    Learner& learnerOf(std::size_t layer);
    ContrastiveDivergence::Step settingsOf(const PretrainingPlan::Place& place) const;
    [[noreturn]] void refuse() const;

    const Recipe& m_recipe;
    const Sequential& m_network;
    const Dataset& m_train;
    ThreadPool& m_pool;
    PretrainingPlan m_plan;
    std::optional<PretrainingRows> m_rows; ///< of no use without a plan
    std::unique_ptr<Learner> m_learner; ///< of the layer that is learning; made when it is needed
    Buffer m_velocity; ///< of that layer; empty before its first step
    std::uint64_t m_step = 0;
};

} // namespace engine
