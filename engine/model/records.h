#pragma once

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

/// How a network does on some of the test set, while all of it is still being read. It is shown, but is not logged.
struct FirstLook
{
    std::uint64_t step = 0; ///< as in EvaluationRecord, and so are the others
    float testLoss = 0;
    float testAccuracy = 0;
    std::size_t testSamples = 0; ///< read so far, from all over the test set

    bool operator==(const FirstLook&) const = default;
};

/// Sums over the batches since an epoch began: their means are what Keras reports of the epoch.
struct EpochSums
{
    double loss = 0;
    double accuracy = 0;
    std::size_t samples = 0;
    std::size_t classified = 0; ///< those of the samples that are of a class, over which the accuracy goes

    /// ofClass: samples of the batch that are of a class and may be named right.
    void add(const StepRecord& record, std::size_t batch, std::size_t ofClass)
    {
        loss += double(record.loss) * double(batch);
        if (ofClass > 0)
            accuracy += double(record.accuracy) * double(ofClass);
        samples += batch;
        classified += ofClass;
    }
};

/// One step of a layer's pre-training.
struct PretrainingStepRecord
{
    std::uint64_t step = 0; ///< of the whole pre-training; counts from 1
    std::size_t layer = 0; ///< index among those that are pre-trained, from 1
    float reconstructionError = 0; ///< mean of (v₁ - v₀)² over the batch, v₁ made from sampled hidden states
};

/// How well a layer knows its pictures after an epoch of its pre-training.
struct PretrainingEpochRecord
{
    std::uint64_t step = 0; ///< pre-training steps done
    std::size_t layer = 0; ///< from 1
    std::uint64_t epoch = 0; ///< of the layer, from 1
    /// Mean of (v' - v)² over pictures that are kept out of pre-training, v' made from the hidden units' probabilities.
    float reconstructionError = 0;
    /// Mean free energy of the pictures kept out, less that of as many that are learnt from: it grows when a machine
    /// learns its pictures by heart (Hinton 2010, section 6). Not-a-number where there are too few to keep any out.
    float freeEnergyGap = 0;
};

/// Something that a person did to a run while it ran. Recipe, seed, data and these give the same weights again.
struct RunEvent
{
    std::uint64_t step = 0; ///< steps done when it took effect
    float learningRate = 0; ///< as it was set

    bool operator==(const RunEvent&) const = default;
};

} // namespace engine
