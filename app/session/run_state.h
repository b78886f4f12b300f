#pragma once

#include "engine/io/model_file.h"
#include "engine/model/model.h"
#include "engine/model/run_log.h"
#include "engine/train/checkpoint.h"
#include "engine/train/training_feed.h"

#include <QString>

#include <memory>

/// A model at its newest weights, with the run that made them: what the window shows, saves and brings back by undo.
/// Copying is cheap but for the log; weights are shared and never change.
struct RunState : engine::Model
{
    std::shared_ptr<const engine::Snapshot> initialWeights{}; ///< of the recipe and its seed
    std::shared_ptr<const engine::Checkpoint> checkpoint{}; ///< null where training cannot go on from the weights
    engine::RunLog log{};
    QString trainedOn{}; ///< "MNIST (60,000 + 10,000)"; empty before the first step
};

/// Untrained, with its initial weights. Throws SettingError or ShapeError.
RunState freshNetwork(const engine::Recipe& recipe);
/// Throws SettingError or ShapeError; the file has been checked already.
RunState fromSavedModel(engine::SavedModel model);
/// The state as it was at its checkpoint, while its weights and records may have gone on.
RunState asOfCheckpoint(RunState state);
/// What a run has reported of itself.
void enterUpdate(RunState& state, const engine::TrainingFeed::Update& update);
engine::SavedModel toSavedModel(const RunState& state);
