#pragma once

#include "engine/tensor/buffer.h"

#include <cstddef>
#include <cstdint>

namespace engine {

/// One optimiser step: means over its batch, with dropout active.
struct StepRecord
{
    std::uint64_t step = 0; ///< counts from 1
    float loss = 0;
    float accuracy = 0; ///< [0, 1]; not-a-number where outputs name no class
};

/// A whole data set read with the weights of one moment, dropout off.
struct EvaluationRecord
{
    std::uint64_t step = 0; ///< 0: before training
    float trainLoss = 0; ///< over the first trainSamples of the training set
    float trainAccuracy = 0; ///< not-a-number where outputs name no class; so is testAccuracy
    float testLoss = 0; ///< over the whole test set
    float testAccuracy = 0;
    std::size_t trainSamples = 0;
    std::size_t testSamples = 0;
    float validationLoss = 0; ///< over the part that is held out of the training set
    float validationAccuracy = 0;
    std::size_t validationSamples = 0; ///< 0: no part is held out
};

/// Sums over the batches since an epoch began: their means are what Keras reports of the epoch.
struct EpochSums
{
    double loss = 0;
    double accuracy = 0; ///< not-a-number where outputs name no class
    std::size_t samples = 0;

    void add(const StepRecord& record, std::size_t batch)
    {
        loss += double(record.loss) * double(batch);
        accuracy += double(record.accuracy) * double(batch);
        samples += batch;
    }
};

/// Something that a person did to a run while it ran. Recipe, seed, data and these give the same weights again.
struct RunEvent
{
    std::uint64_t step = 0; ///< steps done when it took effect
    float learningRate = 0; ///< as it was set

    bool operator==(const RunEvent&) const = default;
};

/// All weights at one moment; immutable once posted.
struct Snapshot
{
    std::uint64_t step = 0;
    Buffer parameters;
};

} // namespace engine
