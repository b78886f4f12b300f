#pragma once

#include "app/workbench.h"
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

/// A workbench with a hundred digits to learn from, and what it says.
struct BusyWorkbench
{
    explicit BusyWorkbench(const engine::Recipe& recipe)
        : workbench(freshNetwork(recipe))
    {
        workbench.setData(data);
    }

    Workbench::Phase phase() const { return workbench.progress().phase; }
    bool isPausedAt(quint64 step) const { return phase() == Workbench::Phase::Paused && weights().step == step; }
    /// Training, be it that the test set is being read at this moment.
    bool isUnderWay() const { return phase() == Workbench::Phase::Running || phase() == Workbench::Phase::Evaluating; }
    const engine::Snapshot& weights() const { return *workbench.state().weights; }

    std::shared_ptr<const engine::DataSplits> data = digitSplits(100, 30);
    Workbench workbench;
    QSignalSpy replaced{&workbench, &Workbench::networkReplaced};
    QSignalSpy undoable{&workbench, &Workbench::replacementUndoable};
    QSignalSpy failed{&workbench, &Workbench::trainingFailed};
    QSignalSpy rates{&workbench, &Workbench::learningRateChanged};
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
