#pragma once

#include "engine/model/records.h"

#include <cstdint>
#include <vector>

namespace engine {

/// All that a run reports of itself, each kind in the order in which it happened: in the feed, the run, the file and the
/// views. Recipe, data, seed and the events make the same run again.
struct RunLog
{
    std::vector<StepRecord> steps{}; ///< of many, a file keeps some, evenly, for a curve
    std::vector<EvaluationRecord> evaluations{};
    std::vector<PretrainingStepRecord> pretrainingSteps{}; ///< as steps
    std::vector<PretrainingEpochRecord> pretrainingEpochs{};
    std::vector<RunEvent> events{};

    bool isEmpty() const;
    /// What came after it. Evaluations may come late, after those of later steps, and go to their place by step. A
    /// second one of the same step takes the place of the first: a run that was stopped before its first step looks at
    /// the start once more.
    void append(const RunLog& more);
    /// As it was after so many steps of training and of pre-training.
    void truncate(std::uint64_t step, std::uint64_t pretrainingStep);
    /// Empty again; keeps its memory.
    void clear();
};

} // namespace engine
