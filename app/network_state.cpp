#include "app/network_state.h"

#include "engine/optim/initializer.h"

#include <utility>

NetworkState freshNetwork(const engine::Recipe& recipe)
{
    NetworkState state;
    state.recipe = complete(recipe);
    const std::span<const engine::Spec> layers(state.recipe.layers);
    state.network = std::make_shared<const engine::Sequential>(state.recipe.input, layers);
    state.initialWeights = std::make_shared<const engine::Snapshot>(
        engine::Snapshot{0, engine::initialParameters(state.network->parameters(), state.recipe.weightInitializer,
                                                      state.recipe.biasInitializer, state.recipe.seed)});
    state.weights = state.initialWeights;
    return state;
}

NetworkState fromSavedModel(engine::SavedModel model)
{
    NetworkState state = freshNetwork(model.recipe);
    engine::Checkpoint& checkpoint = model.checkpoint;
    const bool canGoOn = checkpoint.optimizerState.size() == checkpoint.optimizerStateNames.size()
        && !checkpoint.optimizerStateNames.empty();
    state.events = checkpoint.events;
    engine::Snapshot weights{checkpoint.step, {}, checkpoint.pretrainingStep};
    weights.parameters = canGoOn ? checkpoint.parameters : std::move(checkpoint.parameters);
    state.weights = std::make_shared<const engine::Snapshot>(std::move(weights));
    if (canGoOn)
        state.checkpoint = std::make_shared<const engine::Checkpoint>(std::move(checkpoint));
    state.evaluations = std::move(model.history);
    state.pretrainingEpochs = std::move(model.pretraining);
    state.steps = std::move(model.steps);
    state.pretrainingSteps = std::move(model.pretrainingSteps);
    state.calibration = model.calibration;
    state.trainedOn = QString::fromStdString(model.trainedOn);
    state.classNames = std::move(model.classNames);
    state.drawing = model.drawing;
    state.straightening = model.straightening;
    return state;
}

NetworkState asOfCheckpoint(NetworkState state)
{
    if (!state.checkpoint)
        return state;
    const engine::Checkpoint& checkpoint = *state.checkpoint;
    const auto isLater = [&checkpoint](const auto& record) { return record.step > checkpoint.step; };
    std::erase_if(state.steps, isLater);
    std::erase_if(state.evaluations, isLater);
    const auto isTaughtLater = [&checkpoint](const auto& record) { return record.step > checkpoint.pretrainingStep; };
    std::erase_if(state.pretrainingSteps, isTaughtLater);
    std::erase_if(state.pretrainingEpochs, isTaughtLater);
    state.events = checkpoint.events;
    // Mostly they came together: copying megabytes would hold the window up, once a minute.
    if (state.weights->step != checkpoint.step || state.weights->pretrainingStep != checkpoint.pretrainingStep)
        state.weights = std::make_shared<const engine::Snapshot>(
            engine::Snapshot{checkpoint.step, checkpoint.parameters, checkpoint.pretrainingStep});
    return state;
}

void enterUpdate(NetworkState& state, const engine::TrainingFeed::Update& update)
{
    const auto append = [](auto& records, const auto& more) { records.insert(records.end(), more.begin(), more.end()); };
    append(state.steps, update.steps);
    append(state.pretrainingSteps, update.pretrainingSteps);
    append(state.pretrainingEpochs, update.pretrainingEpochs);
    append(state.events, update.events);
    for (const engine::EvaluationRecord& record : update.evaluations) {
        // A run that was stopped before its first step looks at the start once more.
        if (!state.evaluations.empty() && state.evaluations.back().step == record.step)
            state.evaluations.pop_back();
        state.evaluations.push_back(record);
    }
    if (update.checkpoint)
        state.checkpoint = update.checkpoint;
    if (!update.snapshot)
        return;
    if (update.snapshot->step != state.weights->step)
        state.calibration = {};
    state.weights = update.snapshot;
}

engine::SavedModel toSavedModel(const NetworkState& state)
{
    engine::SavedModel model;
    model.recipe = state.recipe;
    model.trainedOn = state.trainedOn.toStdString();
    model.classNames = state.classNames;
    model.drawing = state.drawing;
    model.straightening = state.straightening;
    model.history = state.evaluations;
    model.pretraining = state.pretrainingEpochs;
    model.steps = state.steps;
    model.pretrainingSteps = state.pretrainingSteps;
    model.calibration = state.calibration;
    if (state.checkpoint) {
        model.checkpoint = *state.checkpoint;
    } else {
        model.checkpoint.step = state.weights->step;
        model.checkpoint.learningRate = float(state.recipe.optimizer.real("learning_rate"));
        model.checkpoint.parameters = state.weights->parameters;
        model.checkpoint.pretrainingStep = state.weights->pretrainingStep;
    }
    return model;
}
