#pragma once

#include "app/session/runs.h"
#include "engine/train/trainer.h"
#include "tests/small_runs.h"

#include <QSignalSpy>

/// 10 steps: 100 digits in batches of 20, twice.
inline engine::Recipe twoEpochs()
{
    engine::Recipe recipe = smallMlp();
    recipe.name = "small";
    recipe.batchSize = 20;
    recipe.epochs = 2;
    return recipe;
}

inline engine::Recipe endlessEpochs()
{
    engine::Recipe recipe = twoEpochs();
    recipe.epochs = 100'000;
    return recipe;
}

/// A network in use with a hundred digits to learn from, and what it says.
struct BusyRun
{
    explicit BusyRun(const engine::Recipe& recipe)
        : runs(freshNetwork(recipe))
    {
        runs.setData(data);
    }

    Run::Phase phase() const { return run.progress().phase; }
    bool isPausedAt(quint64 step) const { return phase() == Run::Phase::Paused && weights().step == step; }
    /// Training, be it that the test set is being read at this moment.
    bool isUnderWay() const { return run.isTraining(); }
    const engine::Snapshot& weights() const { return *run.state().weights; }

    std::shared_ptr<const engine::DataSplits> data = digitSplits(100, 30);
    Runs runs;
    Run& run = runs.current();
    QSignalSpy replaced{&run, &Run::replaced};
    QSignalSpy undoable{&runs, &Runs::replacementUndoable};
    QSignalSpy failed{&run, &Run::failed};
    QSignalSpy rates{&run, &Run::learningRateChanged};
};

/// The weights that the engine alone comes to after so many steps of the recipe; events are obeyed when they are due.
inline engine::Buffer weightsAfter(const engine::Recipe& recipe, const std::shared_ptr<const engine::DataSplits>& data,
                                   std::uint64_t steps, const std::vector<engine::RunEvent>& events = {})
{
    engine::Trainer trainer(recipe, data, 1);
    while (trainer.stepsDone() < steps) {
        for (const engine::RunEvent& event : events)
            if (event.step == trainer.stepsDone())
                trainer.setLearningRate(event.learningRate);
        trainer.step();
    }
    return {trainer.parameters().begin(), trainer.parameters().end()};
}
