#include "engine/gallery/gallery.h"
#include "tests/app/workbench_fixture.h"
#include "tests/registered_test.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>

using Phase = Workbench::Phase;

class WorkbenchTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsOfNewWeightsAndRecordsWhileItTrains()
    {
        BusyWorkbench bench(twoEpochs());
        std::size_t recordsTold = 0;
        QSignalSpy weights(&bench.workbench, &Workbench::weightsChanged);
        connect(&bench.workbench, &Workbench::recordsArrived, this,
                [&](const engine::TrainingFeed::Update& update) { recordsTold += update.steps.size(); });
        QVERIFY(!bench.workbench.state().isTrained());
        bench.workbench.train();
        QCOMPARE(bench.phase(), Phase::Running);
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        QVERIFY(!weights.isEmpty());
        QCOMPARE(recordsTold, std::size_t{10});
        QCOMPARE(bench.workbench.state().steps.size(), std::size_t{10});
        QCOMPARE(bench.weights().step, std::uint64_t{10});
        QCOMPARE(bench.workbench.state().trainedOn, QStringLiteral("test (100 + 30)"));
        QVERIFY(bench.weights().parameters == weightsAfter(twoEpochs(), bench.data, 10));
    }

    void needsData()
    {
        Workbench workbench(freshNetwork(twoEpochs()));
        QSignalSpy needs(&workbench, &Workbench::trainingNeedsData);
        workbench.train();
        workbench.runSteps(1);
        workbench.runEpoch();
        QCOMPARE(needs.count(), 3);
        QCOMPARE(workbench.progress().phase, Phase::Idle);
    }

    void walksStepByStepAndEpochByEpoch()
    {
        BusyWorkbench bench(endlessEpochs());
        bench.workbench.runSteps(1);
        QTRY_VERIFY(bench.isPausedAt(1));
        bench.workbench.runSteps(1);
        QTRY_VERIFY(bench.isPausedAt(2));
        bench.workbench.runEpoch(); // to the end of the one begun
        QTRY_VERIFY(bench.isPausedAt(5));
        bench.workbench.runEpoch();
        QTRY_VERIFY(bench.isPausedAt(10));
        QCOMPARE(bench.workbench.state().steps.size(), std::size_t{10});
        QCOMPARE(bench.workbench.state().evaluations.front().step, std::uint64_t{0});
    }

    void pausesAndGoesOn()
    {
        BusyWorkbench bench(endlessEpochs());
        bench.workbench.train();
        QTRY_VERIFY(bench.weights().step > 0);
        bench.workbench.pause();
        QTRY_COMPARE(bench.phase(), Phase::Paused);
        const quint64 pausedAt = bench.weights().step;
        bench.workbench.train();
        QTRY_VERIFY(bench.weights().step > pausedAt);
        bench.workbench.stop();
        QTRY_COMPARE(bench.phase(), Phase::Idle);
    }

    void rewindsToTheVerySameStart()
    {
        BusyWorkbench bench(twoEpochs());
        const engine::Buffer start = bench.weights().parameters;
        bench.workbench.runSteps(4);
        QTRY_VERIFY(bench.isPausedAt(4));
        const engine::Buffer afterFour = bench.weights().parameters;
        QVERIFY(afterFour != start);

        bench.workbench.rewind();
        QTRY_COMPARE(bench.replaced.count(), 1);
        QCOMPARE(bench.phase(), Phase::Idle); // it was not running
        QVERIFY(bench.weights().parameters == start);
        QVERIFY(bench.workbench.state().steps.empty());
        QCOMPARE(bench.undoable.count(), 1);
        bench.workbench.runSteps(4);
        QTRY_VERIFY(bench.isPausedAt(4));
        QVERIFY(bench.weights().parameters == afterFour);
    }

    void goesOnTrainingAfterARewindIfItWas()
    {
        BusyWorkbench bench(endlessEpochs());
        bench.workbench.train();
        QTRY_VERIFY(bench.weights().step > 0);
        bench.workbench.rewind();
        QTRY_COMPARE(bench.replaced.count(), 1);
        QTRY_VERIFY(bench.weights().step > 0);
        QVERIFY(bench.isUnderWay());
    }

    void rewindsAFinishedRunToItsOwnLength()
    {
        BusyWorkbench bench(twoEpochs());
        bench.workbench.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        bench.workbench.train();
        QTRY_COMPARE(bench.weights().step, std::uint64_t{20});
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        bench.workbench.rewind();
        QCOMPARE(bench.workbench.progress().stepsPlanned, quint64{10});
    }

    void startsElsewhereWithANewSeed()
    {
        BusyWorkbench bench(twoEpochs());
        const engine::Buffer start = bench.weights().parameters;
        bench.workbench.newSeed();
        QCOMPARE(bench.replaced.count(), 1);
        QCOMPARE(bench.workbench.state().recipe.seed, twoEpochs().seed + 1);
        QVERIFY(bench.weights().parameters != start);
        QVERIFY(bench.undoable.isEmpty()); // nothing was lost
    }

    void bringsAReplacedNetworkBackWhole()
    {
        BusyWorkbench bench(twoEpochs());
        bench.workbench.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        const NetworkState before = bench.workbench.state();
        bench.workbench.replaceNetwork(freshNetwork(softmaxRecipe()));
        QVERIFY(!bench.workbench.state().isTrained());
        QVERIFY(bench.workbench.canUndoReplacement());

        bench.workbench.undoReplacement();
        const NetworkState& after = bench.workbench.state();
        QCOMPARE(after.network, before.network);
        QCOMPARE(after.weights, before.weights);
        QCOMPARE(after.checkpoint, before.checkpoint);
        QCOMPARE(after.steps.size(), std::size_t{10});
        QCOMPARE(after.evaluations.size(), before.evaluations.size());
        QVERIFY(after.recipe == before.recipe);
        QVERIFY(!bench.workbench.canUndoReplacement());
        QCOMPARE(bench.replaced.count(), 2);
    }

    // Data that follow the network.

    void givesEachNetworkTheDataThatItIsFor()
    {
        BusyWorkbench bench(twoEpochs());
        QSignalSpy changed(&bench.workbench, &Workbench::dataChanged);
        bench.workbench.openNetwork(freshNetwork(engine::findPreset("xor")));
        QCOMPARE(bench.workbench.data()->name, std::string("xor"));
        bench.workbench.openNetwork(freshNetwork(engine::findPreset("neuron")));
        QCOMPARE(bench.workbench.data()->name, std::string("and"));
        bench.workbench.openNetwork(freshNetwork(softmaxRecipe()));
        QCOMPARE(bench.workbench.data(), bench.data); // kept, not read again
        QCOMPARE(changed.count(), 3);
        bench.workbench.undoReplacement();
        QCOMPARE(bench.workbench.data()->name, std::string("and"));
        bench.workbench.undoReplacement();
        bench.workbench.undoReplacement();
        QCOMPARE(bench.workbench.data(), bench.data);
    }

    void bringsTheNetworkBackWithTheDataThatItLearntFrom()
    {
        BusyWorkbench bench(engine::findPreset("neuron"));
        bench.workbench.openNetwork(freshNetwork(engine::findPreset("neuron")));
        bench.workbench.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        bench.workbench.learnAnewFrom(xorSplits());
        QTRY_COMPARE(bench.workbench.data()->name, std::string("xor"));
        QVERIFY(!bench.workbench.state().isTrained());
        QCOMPARE(bench.undoable.count(), 1);
        bench.workbench.undoReplacement();
        QCOMPARE(bench.workbench.data()->name, std::string("and"));
        QCOMPARE(bench.workbench.state().trainedOn, QStringLiteral("and (4 + 4)"));
        QCOMPARE(bench.weights().step, std::uint64_t{200});
    }

    void keepsPicturesThatComeWhileItReadsPoints()
    {
        Workbench workbench(freshNetwork(engine::findPreset("xor")));
        const auto digits = digitSplits(20, 10);
        workbench.setData(xorSplits());
        workbench.setData(digits);
        QCOMPARE(workbench.data()->name, std::string("xor"));
        workbench.openNetwork(freshNetwork(twoEpochs()));
        QCOMPARE(workbench.data(), digits);
        workbench.setData(xorSplits()); // which it could not read
        QCOMPARE(workbench.data(), digits);
    }

    void asksForDataThatItWasNeverGiven()
    {
        Workbench workbench(freshNetwork(engine::findPreset("xor")));
        workbench.setData(xorSplits());
        QSignalSpy wanted(&workbench, &Workbench::dataWanted);
        workbench.openNetwork(freshNetwork(twoEpochs()));
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!workbench.data());
        QSignalSpy needed(&workbench, &Workbench::trainingNeedsData);
        workbench.train();
        QCOMPARE(needed.count(), 1);
    }

    void startsNoRunOnDataThatDoNotFit()
    {
        BusyWorkbench bench(recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{5}}}}}));
        bench.workbench.train();
        QCOMPARE(bench.failed.count(), 1);
        const QString reason = bench.failed[0][0].toString();
        QVERIFY2(reason.contains(QStringLiteral("10 classes")), qPrintable(reason));
        QCOMPARE(bench.phase(), Phase::Idle);
        QVERIFY(bench.workbench.state().trainedOn.isEmpty());
    }

    void keepsTheTrainedNetworkThatIsReplacedWhileItTrains()
    {
        BusyWorkbench bench(endlessEpochs());
        bench.workbench.train();
        QTRY_VERIFY(bench.weights().step > 3);
        bench.workbench.replaceNetwork(freshNetwork(softmaxRecipe()));
        QTRY_COMPARE(bench.replaced.count(), 1);
        QCOMPARE(bench.phase(), Phase::Idle);
        bench.workbench.undoReplacement();
        const NetworkState& back = bench.workbench.state();
        QVERIFY(back.weights->step > 3);
        QCOMPARE(back.steps.size(), std::size_t(back.weights->step));
        QVERIFY(back.weights->parameters == weightsAfter(endlessEpochs(), bench.data, back.weights->step));
        bench.workbench.runSteps(1); // and it can learn on
        QTRY_VERIFY(bench.isPausedAt(back.steps.size()));
    }

    void obeysAllOrdersThatComeWhileARunStops()
    {
        BusyWorkbench bench(endlessEpochs());
        bench.workbench.train();
        QTRY_VERIFY(bench.weights().step > 0);
        const auto others = digitSplits(60, 20);
        bench.workbench.replaceNetwork(freshNetwork(softmaxRecipe()));
        bench.workbench.setData(others);
        bench.workbench.train();
        QTRY_COMPARE(bench.replaced.count(), 1);
        QCOMPARE(bench.workbench.data(), others);
        QTRY_VERIFY(bench.workbench.state().isTrained());
        QCOMPARE(bench.workbench.state().recipe.layers.size(), softmaxRecipe().layers.size());
        QCOMPARE(bench.workbench.state().trainedOn, QStringLiteral("test (60 + 20)"));
    }

    void trainsAtThePaceThatItIsTold()
    {
        BusyWorkbench bench(twoEpochs());
        bench.workbench.setPace(50);
        QElapsedTimer timer;
        timer.start();
        bench.workbench.train();
        QCOMPARE(bench.workbench.progress().samplesPerSecond, 50.0 * 20);
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        QCOMPARE_GE(timer.elapsed(), 9 * 20); // ten steps
        QVERIFY(bench.weights().parameters == weightsAfter(twoEpochs(), bench.data, 10));
    }

    void trainsAFinishedRunOnForAsManyEpochs()
    {
        BusyWorkbench bench(twoEpochs());
        bench.workbench.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        bench.workbench.train();
        QTRY_COMPARE(bench.weights().step, std::uint64_t{20});
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        engine::Recipe fourEpochs = twoEpochs();
        fourEpochs.epochs = 4;
        QVERIFY(bench.weights().parameters == weightsAfter(fourEpochs, bench.data, 20));
    }

    void countsNoEpochsOfDataThatTheNetworkDidNotLearnFrom()
    {
        BusyWorkbench bench(twoEpochs());
        bench.workbench.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        QCOMPARE(bench.workbench.progress().stepsPerEpoch, quint64{5});
        bench.workbench.setData(digitSplits(60, 20));
        QTRY_COMPARE(bench.workbench.data()->train.size(), std::size_t{60});
        QCOMPARE(bench.workbench.progress().step, quint64{10});
        QCOMPARE(bench.workbench.progress().stepsPerEpoch, quint64{0}); // unknown, rather than "epoch 4 of 2"
        QCOMPARE(bench.workbench.progress().stepsPlanned, quint64{0});
        bench.workbench.setData(bench.data);
        QTRY_COMPARE(bench.workbench.progress().stepsPlanned, quint64{10});
    }

    void logsARateThatIsChangedWhileItTrains()
    {
        BusyWorkbench bench(endlessEpochs());
        bench.workbench.train();
        QTRY_VERIFY(bench.weights().step > 2);
        bench.workbench.setLearningRate(0.01);
        QCOMPARE(bench.workbench.learningRate(), 0.01);
        QTRY_COMPARE(bench.workbench.state().events.size(), std::size_t{1});
        bench.workbench.stop();
        QTRY_COMPARE(bench.phase(), Phase::Idle);

        const engine::RunEvent event = bench.workbench.state().events.front();
        QCOMPARE(event.learningRate, 0.01f);
        QVERIFY(event.step > 2);
        const engine::SavedModel saved = toSavedModel(bench.workbench.state());
        QVERIFY(saved.checkpoint.events == std::vector{event});
        QCOMPARE(saved.checkpoint.learningRate, 0.01f);
        // Its log says all that there is to say.
        QVERIFY(bench.weights().parameters == weightsAfter(endlessEpochs(), bench.data, bench.weights().step, {event}));
    }

    void takesARateWhileItRests_data()
    {
        QTest::addColumn<bool>("isStopped");
        QTest::addRow("paused") << false;
        QTest::addRow("paused, then stopped") << true;
    }

    void takesARateWhileItRests()
    {
        QFETCH(bool, isStopped);
        BusyWorkbench bench(twoEpochs());
        bench.workbench.runSteps(3);
        QTRY_VERIFY(bench.isPausedAt(3));
        bench.workbench.setLearningRate(0.02);
        QCOMPARE(bench.workbench.learningRate(), 0.02);
        if (isStopped) {
            bench.workbench.stop();
            QTRY_COMPARE(bench.phase(), Phase::Idle);
            QCOMPARE(bench.workbench.learningRate(), 0.02); // not 0.0199999996
        }
        bench.workbench.runSteps(2);
        QTRY_VERIFY(bench.isPausedAt(5));
        const std::vector<engine::RunEvent> events{{.step = 3, .learningRate = 0.02f}};
        QVERIFY(bench.workbench.state().events == events);
        QVERIFY(bench.weights().parameters == weightsAfter(twoEpochs(), bench.data, 5, events));
    }

    void takesARateBeforeTheRunIntoTheRecipe()
    {
        BusyWorkbench bench(twoEpochs());
        bench.workbench.setLearningRate(0.02);
        QCOMPARE(bench.workbench.state().recipe.optimizer.real("learning_rate"), 0.02);
        QVERIFY(bench.workbench.state().events.empty());
        QCOMPARE(bench.rates.count(), 1);
    }

    void givesAStateThatBelongsTogetherWhileItTrains()
    {
        BusyWorkbench bench(endlessEpochs());
        bench.workbench.train();
        QTRY_VERIFY(bench.weights().step > 0);
        std::vector<NetworkState> given;
        const auto take = [&given](const NetworkState& state) { given.push_back(state); };
        bench.workbench.requestConsistentState(take);
        bench.workbench.requestConsistentState(take);
        QTRY_COMPARE(given.size(), std::size_t{2});
        QVERIFY(bench.isUnderWay());
        const NetworkState& state = given.back();
        const quint64 step = state.checkpoint->step;
        QCOMPARE(state.weights->step, step);
        QCOMPARE(state.steps.size(), std::size_t(step));
        QVERIFY(state.checkpoint->parameters == weightsAfter(endlessEpochs(), bench.data, step));
        QVERIFY(state.weights->parameters == state.checkpoint->parameters);
    }

    void givesTheStateAtOnceWhileNothingRuns()
    {
        BusyWorkbench bench(twoEpochs());
        const engine::Snapshot* given = nullptr;
        bench.workbench.requestConsistentState([&](const NetworkState& state) { given = state.weights.get(); });
        QCOMPARE(given, &bench.weights());
    }

    void startsAnewWhereTheOptimiserStateIsMissing()
    {
        BusyWorkbench bench(twoEpochs());
        bench.workbench.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        engine::SavedModel model = toSavedModel(bench.workbench.state());
        model.checkpoint.optimizerState.clear();
        model.checkpoint.optimizerStateNames.clear();
        bench.workbench.replaceNetwork(fromSavedModel(model));
        QVERIFY(bench.workbench.state().isTrained());

        bench.workbench.runSteps(2);
        QCOMPARE(bench.undoable.count(), 1);
        QTRY_VERIFY(bench.isPausedAt(2));
        QVERIFY(bench.weights().parameters == weightsAfter(twoEpochs(), bench.data, 2));
        bench.workbench.undoReplacement();
        QTRY_COMPARE(bench.weights().step, std::uint64_t{10});
    }

    void keepsFiniteWeightsAndSaysWhy()
    {
        engine::Recipe recipe = endlessEpochs();
        recipe.layers.insert(recipe.layers.begin() + 1, 6, {"dense", {{"units", std::int64_t{16}}}});
        recipe.optimizer = {"sgd", {{"learning_rate", 1e9}}};
        BusyWorkbench bench(recipe);
        bench.workbench.train();
        QTRY_COMPARE(bench.phase(), Phase::Failed);
        QCOMPARE(bench.failed.count(), 1);
        QVERIFY(std::ranges::all_of(bench.weights().parameters, [](float w) { return std::isfinite(w); }));
        bench.workbench.rewind();
        QTRY_COMPARE(bench.phase(), Phase::Idle);
    }

    void evaluatesTheStartOnceHoweverOftenItIsStopped()
    {
        BusyWorkbench bench(twoEpochs());
        for (int i = 0; i < 2; ++i) {
            bench.workbench.runSteps(0);
            QTRY_VERIFY(bench.isPausedAt(0));
            bench.workbench.stop();
            QTRY_COMPARE(bench.phase(), Phase::Idle);
        }
        QCOMPARE(bench.workbench.state().evaluations.size(), std::size_t{1});
    }
};

const RegisteredTest<WorkbenchTest> registered;
#include "tst_workbench.moc"
