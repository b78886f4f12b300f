#pragma once

#include "engine/data/data_loader.h"
#include "engine/layers/packed_weights.h"
#include "engine/layers/sequential.h"
#include "engine/layers/workspace.h"
#include "engine/model/records.h"
#include "engine/optim/optimizer.h"
#include "engine/pretraining/pretraining.h"
#include "engine/recipe/recipe.h"
#include "engine/tensor/thread_pool.h"
#include "engine/train/batch_gradient.h"
#include "engine/train/checkpoint.h"
#include "engine/train/early_stopping.h"
#include "engine/train/evaluation.h"
#include "engine/train/gradual_evaluation.h"
#include "engine/train/moving_statistics.h"
#include "engine/train/objective.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// One training run: data-parallel mini-batch gradient descent. Not thread-safe; lives on the training thread.
class Trainer
{
public:
    /// threads: 0 for one a core. coreYield: when a core is wanted back; must outlive the trainer. Throws ShapeError or
    /// SettingError for a recipe that cannot be, Error when the data does not fit it, see requireCompatible() and
    /// withValidation().
    Trainer(const Recipe& recipe, std::shared_ptr<const DataSplits> data, std::size_t threads = 0,
            const CoreYield* coreYield = nullptr);
    ~Trainer();

    const Recipe& recipe() const { return m_recipe; }
    /// As the recipe splits it.
    const DataSplits& data() const { return *m_data; }
    std::shared_ptr<const Sequential> network() const { return m_network; }
    std::span<const float> parameters() const { return m_parameters; }
    std::uint64_t stepsDone() const { return m_step; }
    std::uint64_t stepsPerEpoch() const { return m_loader.batchesPerEpoch(); }
    /// Of the whole recipe.
    std::uint64_t stepsPlanned() const { return stepsPerEpoch() * std::uint64_t(m_recipe.epochs); }
    std::size_t threads() const { return m_pool->size(); }

    /// What comes before step 1. Its steps are counted apart.
    const Pretraining& pretraining() const { return m_pretraining; }
    bool isPretraining() const { return m_step == 0 && !m_pretraining.isDone(); }
    /// One batch of a layer's own. Throws DivergenceError as step() does.
    PretrainingStepRecord pretrain() { return m_pretraining.step(m_parameters); }
    /// At the end of an epoch of the pre-training; see Pretraining::evaluate().
    std::optional<PretrainingEpochRecord> evaluatePretraining(const std::function<bool()>& stopped = {})
    {
        return m_pretraining.evaluate(m_parameters, stopped);
    }
    /// Of the batches since the epoch began that is under way or has just ended.
    const EpochSums& epochSums() const { return m_epochSums; }

    /// As it was set; the recipe's schedule multiplies it.
    float learningRate() const { return m_learningRate; }
    /// From the next step on; entered in the run's log.
    RunEvent setLearningRate(float rate);

    /// One batch. Throws DivergenceError when the loss or a weight is not finite; the weights are then still those of
    /// before the step.
    StepRecord step();
    /// Of the last step, as the optimiser got it: with the regularizer's, clipped, 0 for statistics. Empty before the first.
    std::span<const float> gradient() const { return m_gradient.whole(); }

    /// Reads the first count samples with the weights as they are, dropout off. stopped is asked between shards, from
    /// any of the threads; once it says true, the result is an Evaluation of no samples.
    Evaluation evaluate(const Dataset& data, std::size_t count, const std::function<bool()>& stopped = {});
    Evaluation evaluate(const Dataset& data, const std::function<bool()>& stopped = {});

    // The same little by little, with the weights of any moment.
    /// data must outlive it.
    GradualEvaluation evaluationOf(const Dataset& data,
                                   std::size_t count = std::numeric_limits<std::size_t>::max()) const;
    /// Until all is read, or enough says true, which is asked as stopped above. parameters: all that it is read with.
    void readOn(GradualEvaluation& evaluation, std::span<const float> parameters,
                const std::function<bool()>& enough = {});
    /// Of what has been read so far.
    Evaluation resultOf(const GradualEvaluation& evaluation, std::span<const float> parameters) const;

    // Early stopping.
    /// Whether it still has to be told of the epoch that has just ended.
    bool epochEndIsDue() const;
    /// record: of the epoch that has just ended.
    void endEpoch(const EvaluationRecord& record);
    bool hasStopped() const { return m_stopping.state().hasStopped; }
    /// When the run is over: the best epoch's weights, where the recipe wants them. restore() finds the last step's again.
    void restoreBest() { m_stopping.exchange(m_parameters); }

    /// Weights, optimiser state, step, log: all that the rest of the run depends on.
    Checkpoint checkpoint() const;
    /// Throws Error when it belongs to another network or optimiser.
    void restore(const Checkpoint& checkpoint);

private:
    struct Worker;

    /// In the order in which the shards read them.
    void packWeights(std::span<const float> parameters);
    LossSum runShards(std::span<const std::uint32_t> rows);
    /// Calls work(part) for every part of what is done with the parameters, on all threads where that is worth it.
    void forEach(std::size_t parts, const auto& work);
    /// From what runShards() left. Throws DivergenceError when it is not of use.
    void makeGradient(std::size_t samples);
    /// The recipe's regularizer, whose price is returned, and clipping.
    double shapeGradient();
    void updateParameters();

    Recipe m_recipe;
    std::shared_ptr<const DataSplits> m_data;
    std::shared_ptr<const Sequential> m_network;
    Objective m_objective;
    std::unique_ptr<Optimizer> m_optimizer;
    DataLoader m_loader;
    std::unique_ptr<ThreadPool> m_pool;
    Buffer m_parameters;
    Pretraining m_pretraining;
    std::vector<Buffer> m_optimizerState; ///< one a name of the optimiser's stateNames()
    MovingStatistics m_statistics;
    std::optional<std::size_t> m_sparseLayer; ///< see sparselyFedLayer()
    PackedWeights m_packed;
    BatchGradient m_gradient;
    std::vector<LossSum> m_shardLosses; ///< one a shard of the batch
    std::vector<std::unique_ptr<Worker>> m_workers; ///< one a thread
    std::uint64_t m_step = 0;
    float m_learningRate = 0;
    std::vector<RunEvent> m_events;
    EpochSums m_epochSums;
    EarlyStopping m_stopping;
};

} // namespace engine
