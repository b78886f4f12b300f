#pragma once

#include "engine/model/model.h"
#include "engine/model/run_log.h"
#include "engine/train/checkpoint.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// A trained network as it is kept: how it was made, what it learnt, how well it did.
struct SavedModel
{
    Recipe recipe;
    std::string trainedOn; ///< "MNIST (60,000 + 10,000)": for people
    Checkpoint checkpoint; ///< optimizerState may be empty
    RunLog log{}; ///< its events are the checkpoint's
    Classes classes{}; ///< of what it was trained on
    InputConvention input{}; ///< the same
    Calibration calibration{}; ///< of these very weights
};

/// safetensors: the layers' tensors by name ("dense_1.weight"), the optimiser's as "optimizer.m.dense_1.weight", while it is
/// being pre-trained "pretraining.velocity.rbm_1.weight", those that early stopping keeps as
/// "early_stopping.dense_1.weight", the recipe, step, seed, history and calibration as JSON texts in
/// __metadata__. Readable with Python's
/// safetensors package. Written whole or not at all: to a temporary file beside it, synced, renamed. Throws FileError.
void saveModel(const SavedModel& model, const std::filesystem::path& file);

/// Treats the file as hostile: sizes, offsets, overlaps, shapes, dtypes and non-finite values are checked
/// against the file's true length and the recipe's network before anything is allocated on their word. Throws
/// FileError: one sentence with the file, what was expected and what was found.
SavedModel loadModel(const std::filesystem::path& file);
/// The same from memory (the shipped models). name stands for the file in errors.
SavedModel parseModel(std::span<const std::byte> bytes, const std::string& name);

/// Forgets what only training needs, the optimiser's state and what early stopping keeps, and the steps' curves.
void keepWeightsOnly(SavedModel& model);

/// Of what is drawn for networks that read it together: theirs where it is the same for all, else none.
WriterTransform writerTransformOf(std::span<const SavedModel> members);

/// How the weights that the model holds did when they were last looked at; null where nobody looked.
const EvaluationRecord* evaluationOf(const SavedModel& model);

} // namespace engine
