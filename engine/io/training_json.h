#pragma once

#include "engine/model/model.h"
#include "engine/model/run_log.h"
#include "engine/train/checkpoint.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// What a model file says of the training besides the recipe and the numbers themselves.
struct TrainingNotes
{
    std::uint64_t step = 0;
    float learningRate = 0;
    std::string trainedOn;
    RunLog log;
    std::uint64_t pretrainingStep = 0;
    EpochSums epochSums;
    StoppingState stopping; ///< without the parameters that it keeps
    Classes classes{};
    std::optional<DrawingStyle> drawing{}; ///< nothing: as suits the network's input
    WriterTransform writerTransform{};
};

/// {"step", "learning_rate", "trained_on", "history": {"step": [0, 469], "train_loss": [2.3, 0.2], …},
/// "events": {"step": [120], "learning_rate": [0.0001]}, "pretraining_step", "pretraining": {…}, "epoch": {"loss", "accuracy", "samples", "classified"}, "early_stopping":
/// {"epochs", "wait", "best", …}, "class_names": […], "drawing": {"box_side", …}, "straightening": [xx, xy, yx, yy],
/// "steps": {"step", "loss", "accuracy"}, "pretraining_steps": {…}}, each list of a table as long as its others. Columns and entries that say nothing are
/// left away. Every number comes back as it was; a loss that is not finite is null and comes back as NaN.
std::string toJson(const TrainingNotes& notes);

/// Throws Error, whose text follows "the training notes: ".
TrainingNotes trainingNotesFromJson(std::string_view text);

} // namespace engine
