#pragma once

#include "engine/model/records.h"
#include "engine/tensor/buffer.h"
#include "engine/train/gradual_evaluation.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>

namespace engine {

class Trainer;

/// The evaluations of a run that are due and not finished, oldest first. Each is of the weights of one moment, which
/// are copied before training goes on without it. Lives on the training thread.
class PendingEvaluations
{
public:
    /// trainer must outlive it.
    explicit PendingEvaluations(Trainer& trainer);

    bool isEmpty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    /// Whether the run is to wait for any of them; those before it come first.
    bool hold() const;

    /// Of the weights as they are, and of the means since the epoch began; holds: the run is to wait for it.
    void add(bool holds);
    /// Of the weights before the first step: there are no means yet, so that some samples of the training set are read.
    void addStart(bool holds);
    /// The same once steps have been made; weights: those of before.
    void addPastStart(std::span<const float> weights);
    void holdAll() { setHolding(true); }
    void holdNone() { setHolding(false); }
    /// Before each step.
    void keepWeights();

    /// Reads on for the oldest; its record once it is finished. enough is asked before each part, from any thread.
    std::optional<EvaluationRecord> readOn(const std::function<bool()>& enough);
    /// How the oldest stands: nothing while no test sample has been read.
    std::optional<FirstLook> look() const;

private:
    struct Entry
    {
        std::uint64_t step;
        bool holds;
        EpochSums train; ///< unless it is of the start
        GradualEvaluation test;
        std::optional<GradualEvaluation> start; ///< of the training set
        std::optional<GradualEvaluation> validation;
        Buffer ownWeights; ///< empty: the trainer's are still those of its step
    };

    void setHolding(bool holds);
    void add(bool holds, std::optional<GradualEvaluation> start);
    std::span<const float> weightsOf(const Entry& entry) const;
    EvaluationRecord recordOf(const Entry& entry) const;

    Trainer& m_trainer;
    std::deque<Entry> m_entries;
};

} // namespace engine
