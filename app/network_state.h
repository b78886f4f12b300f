#pragma once

#include "engine/io/model_file.h"
#include "engine/layers/sequential.h"
#include "engine/recipe/recipe.h"
#include "engine/train/checkpoint.h"
#include "engine/train/records.h"
#include "engine/train/training_feed.h"

#include <QString>

#include <memory>
#include <vector>

/// A network with all that became of it: what the window shows, saves and brings back by undo. Copying is cheap but
/// for the records; weights are shared and never change.
struct NetworkState
{
    engine::Recipe recipe;
    std::shared_ptr<const engine::Sequential> network{};
    std::shared_ptr<const engine::Snapshot> initialWeights{}; ///< of the recipe and its seed
    std::shared_ptr<const engine::Snapshot> weights{}; ///< the newest
    std::shared_ptr<const engine::Checkpoint> checkpoint{}; ///< null where training cannot go on from the weights
    std::vector<engine::StepRecord> steps{};
    std::vector<engine::EvaluationRecord> evaluations{};
    std::vector<engine::PretrainingStepRecord> pretrainingSteps{};
    std::vector<engine::PretrainingEpochRecord> pretrainingEpochs{};
    std::vector<engine::RunEvent> events{};
    engine::Calibration calibration{}; ///< of the weights; once they have moved on, nothing is known of them
    QString trainedOn{}; ///< "MNIST (60,000 + 10,000)"; empty before the first step
    std::vector<std::string> classNames{}; ///< of what it was trained on, as trainedOn
    engine::DrawingStyle drawing{}; ///< the same
    engine::Straightening straightening{}; ///< of what is drawn: the hand that it has learnt

    /// Also in part, by pre-training alone.
    bool isTrained() const { return weights->step > 0 || weights->pretrainingStep > 0; }
    /// Points of a plane, where other networks read pictures.
    bool readsPoints() const { return network->inputShape().rank() == 1; }
    /// An auto-encoder's outputs name no class, so that it has no accuracy.
    bool namesClasses() const { return recipe.target == engine::Target::Label; }
};

/// Untrained, with its initial weights. Throws SettingError or ShapeError.
NetworkState freshNetwork(const engine::Recipe& recipe);
/// Throws SettingError or ShapeError; the file has been checked already.
NetworkState fromSavedModel(engine::SavedModel model);
/// The state as it was at its checkpoint, while its weights and records may have gone on.
NetworkState asOfCheckpoint(NetworkState state);
/// What a run has reported of itself.
void enterUpdate(NetworkState& state, const engine::TrainingFeed::Update& update);
engine::SavedModel toSavedModel(const NetworkState& state);
