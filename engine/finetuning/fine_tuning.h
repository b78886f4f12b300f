#pragma once

#include "engine/data/dataset.h"
#include "engine/drawing/strokes.h"
#include "engine/drawing/writer_transform.h"
#include "engine/finetuning/comparison.h"
#include "engine/recipe/recipe.h"
#include "engine/tensor/buffer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace engine {

class CoreYield;

/// A trained network that is to learn a person's own drawings.
struct FineTuning
{
    Recipe recipe; ///< by which the network learnt
    Buffer parameters;
    WriterTransform writerTransform{}; ///< in use until now
    std::vector<StrokeSample> drawings; ///< as they were drawn; those that do not say what they are are left out
    std::shared_ptr<const DataSplits> data; ///< its training part is rehearsed, its test part only evaluated, for the report
    std::uint64_t seed = 1;
    std::size_t threads = 0; ///< 0: one a core
    const CoreYield* coreYield = nullptr;
};

struct FineTuningProgress
{
    enum class Stage { EvaluatingBefore, FittingWriter, Training, EvaluatingAfter };
    Stage stage = Stage::EvaluatingBefore;
    double share = 0; ///< of the whole, [0, 1]
};

/// What became of it.
struct FineTuned
{
    Buffer parameters;
    WriterTransform writerTransform; ///< of drawings from now on
    std::vector<std::size_t> learnt; ///< the drawings that could be learnt, by their places among all
    Comparison mine; ///< of those, transformed as before and as from now on
    Comparison test; ///< of the data's test part, or of every testStride-th sample of it; flips are told by their places in it
    std::size_t testStride = 1; ///< see evaluationStride()
    double interpolation = 1; ///< from the old weights, 0, to the fine-tuned ones, 1; (0, 1]: more of it would have cost old digits
    double learningSeconds = 0;
    double seconds = 0; ///< all of it, with the evaluations before and after
};

/// Throws ShapeError when the network reads no drawings or names no digit, Error when there is nothing to learn,
/// DivergenceError. goOn gets the progress, on the calling thread, and cancels by false: nullopt then. The same seed
/// gives the same result, bit for bit, for any number of threads.
std::optional<FineTuned> fineTune(const FineTuning& order, const std::function<bool(const FineTuningProgress&)>& goOn = {});

/// Throws what fineTune() would, before anything is done.
void requireTunable(const Recipe& recipe, const Dataset& data);

/// "MNIST (60,000 + 10,000), then 20 of my digits"; a later count takes an earlier one's place.
std::string withDigitsOfMine(const std::string& trainedOn, std::size_t drawings);

} // namespace engine
