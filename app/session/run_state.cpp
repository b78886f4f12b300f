#include "app/session/run_state.h"

#include "engine/optim/initializer.h"
#include "engine/train/complete_recipe.h"

#include <utility>

RunState freshNetwork(const engine::Recipe& recipe)
{
    RunState state;
    state.recipe = complete(recipe);
    const std::span<const engine::Spec> layers(state.recipe.layers);
    state.network = std::make_shared<const engine::Sequential>(state.recipe.input, layers);
    state.initialWeights = std::make_shared<const engine::Snapshot>(
        engine::Snapshot{0, engine::initialParameters(state.network->parameters(), state.recipe.weightInitializer,
                                                      state.recipe.biasInitializer, state.recipe.seed)});
    state.weights = state.initialWeights;
    return state;
}

RunState fromSavedModel(engine::SavedModel model)
{
    RunState state = freshNetwork(model.recipe);
    engine::Checkpoint& checkpoint = model.checkpoint;
    std::vector<engine::RunEvent> events = checkpoint.events;
    const bool canGoOn = checkpoint.optimizerState.size() == checkpoint.optimizerStateNames.size()
        && !checkpoint.optimizerStateNames.empty();
    engine::Snapshot weights{checkpoint.step, {}, checkpoint.pretrainingStep};
    weights.parameters = canGoOn ? checkpoint.parameters : std::move(checkpoint.parameters);
    state.weights = std::make_shared<const engine::Snapshot>(std::move(weights));
    if (canGoOn)
        state.checkpoint = std::make_shared<const engine::Checkpoint>(std::move(checkpoint));
    state.log = std::move(model.log);
    state.log.events = std::move(events);
    state.calibration = model.calibration;
    state.trainedOn = QString::fromStdString(model.trainedOn);
    state.classes = std::move(model.classes);
    state.input = model.input;
    return state;
}

RunState asOfCheckpoint(RunState state)
{
    if (!state.checkpoint)
        return state;
    const engine::Checkpoint& checkpoint = *state.checkpoint;
    state.log.truncate(checkpoint.step, checkpoint.pretrainingStep);
    state.log.events = checkpoint.events;
    // Mostly they came together: copying megabytes would hold the window up, once a minute.
    if (state.weights->step != checkpoint.step || state.weights->pretrainingStep != checkpoint.pretrainingStep)
        state.weights = std::make_shared<const engine::Snapshot>(
            engine::Snapshot{checkpoint.step, checkpoint.parameters, checkpoint.pretrainingStep});
    return state;
}

void enterUpdate(RunState& state, const engine::TrainingFeed::Update& update)
{
    state.log.append(update.log);
    if (update.checkpoint)
        state.checkpoint = update.checkpoint;
    if (!update.snapshot)
        return;
    if (update.snapshot->step != state.weights->step)
        state.calibration = {};
    state.weights = update.snapshot;
}

engine::SavedModel toSavedModel(const RunState& state)
{
    engine::SavedModel model;
    model.recipe = state.recipe;
    model.trainedOn = state.trainedOn.toStdString();
    model.classes = state.classes;
    model.input = state.input;
    model.log = state.log;
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
