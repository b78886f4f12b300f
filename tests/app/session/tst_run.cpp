#include "engine/gallery/gallery.h"
#include "tests/app/session/run_fixture.h"
#include "tests/registered_test.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>

using Phase = Run::Phase;

class RunTests : public QObject
{
    Q_OBJECT

private slots:
    void tellsOfNewWeightsAndRecordsWhileItTrains()
    {
        BusyRun bench(twoEpochs());
        std::size_t recordsTold = 0;
        QSignalSpy weights(&bench.run, &Run::weightsChanged);
        connect(&bench.run, &Run::logGrew, this,
                [&](const engine::RunLog& more) { recordsTold += more.steps.size(); });
        QVERIFY(!bench.run.state().isTrained());
        bench.run.train();
        QCOMPARE(bench.phase(), Phase::Running);
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        QVERIFY(!weights.isEmpty());
        QCOMPARE(recordsTold, std::size_t{10});
        QCOMPARE(bench.run.state().log.steps.size(), std::size_t{10});
        QCOMPARE(bench.weights().step, std::uint64_t{10});
        QCOMPARE(bench.run.state().trainedOn, QStringLiteral("test (100 + 30)"));
        QVERIFY(bench.weights().parameters == weightsAfter(twoEpochs(), bench.data, 10));
    }

    void needsData()
    {
        Runs runs(freshNetwork(twoEpochs()));
        QSignalSpy needs(&runs.current(), &Run::needsData);
        runs.current().train();
        runs.current().runSteps(1);
        runs.current().runEpoch();
        QCOMPARE(needs.count(), 3);
        QCOMPARE(runs.current().progress().phase, Phase::Idle);
    }

    void walksStepByStepAndEpochByEpoch()
    {
        BusyRun bench(endlessEpochs());
        bench.run.runSteps(1);
        QTRY_VERIFY(bench.isPausedAt(1));
        bench.run.runSteps(1);
        QTRY_VERIFY(bench.isPausedAt(2));
        bench.run.runEpoch(); // to the end of the one begun
        QTRY_VERIFY(bench.isPausedAt(5));
        bench.run.runEpoch();
        QTRY_VERIFY(bench.isPausedAt(10));
        QCOMPARE(bench.run.state().log.steps.size(), std::size_t{10});
        QCOMPARE(bench.run.state().log.evaluations.front().step, std::uint64_t{0});
    }

    void pausesAndGoesOn()
    {
        BusyRun bench(endlessEpochs());
        bench.run.train();
        QTRY_VERIFY(bench.weights().step > 0);
        bench.run.pause();
        QTRY_COMPARE(bench.phase(), Phase::Paused);
        const quint64 pausedAt = bench.weights().step;
        bench.run.train();
        QTRY_VERIFY(bench.weights().step > pausedAt);
        bench.run.stop();
        QTRY_COMPARE(bench.phase(), Phase::Idle);
    }

    // 40,000 digits to be tested on, for a network that reads a few thousand a second.
    void showsAFirstLookUntilTheStartIsEvaluated()
    {
        BusyRun bench(engine::findPreset("cnn-2"));
        engine::DataSplits data = *bench.data;
        const engine::Dataset once = engine::syntheticDigits(400, 12);
        data.test = once;
        for (int i = 1; i < 100; ++i)
            data.test.append(once);
        bench.runs.setData(std::make_shared<const engine::DataSplits>(std::move(data)));
        bench.run.train();
        bench.run.pause(); // the run leaves it at the first look
        QTRY_COMPARE(bench.phase(), Phase::Paused);
        QVERIFY(bench.run.state().log.evaluations.empty());
        QVERIFY(bench.run.firstLook());
        QCOMPARE_GT(bench.run.firstLook()->testSamples, std::size_t{0});
        QCOMPARE_LT(bench.run.firstLook()->testSamples, std::size_t{40'000});

        bench.runs.replace(freshNetwork(twoEpochs()));
        QTRY_COMPARE(bench.replaced.count(), 1);
        QVERIFY(!bench.run.firstLook());
        bench.runs.setData(digitSplits(100, 30));
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        QCOMPARE(bench.run.state().log.evaluations.front().step, std::uint64_t{0});
        QVERIFY(!bench.run.firstLook());
    }

    void rewindsToTheVerySameStart()
    {
        BusyRun bench(twoEpochs());
        const engine::Buffer start = bench.weights().parameters;
        bench.run.runSteps(4);
        QTRY_VERIFY(bench.isPausedAt(4));
        const engine::Buffer afterFour = bench.weights().parameters;
        QVERIFY(afterFour != start);

        bench.runs.rewind();
        QTRY_COMPARE(bench.replaced.count(), 1);
        QCOMPARE(bench.phase(), Phase::Idle); // it was not running
        QVERIFY(bench.weights().parameters == start);
        QVERIFY(bench.run.state().log.steps.empty());
        QCOMPARE(bench.undoable.count(), 1);
        bench.run.runSteps(4);
        QTRY_VERIFY(bench.isPausedAt(4));
        QVERIFY(bench.weights().parameters == afterFour);
    }

    void goesOnTrainingAfterARewindIfItWas()
    {
        BusyRun bench(endlessEpochs());
        bench.run.train();
        QTRY_VERIFY(bench.weights().step > 0);
        bench.runs.rewind();
        QTRY_COMPARE(bench.replaced.count(), 1);
        QTRY_VERIFY(bench.weights().step > 0);
        QVERIFY(bench.isUnderWay());
    }

    void rewindsAFinishedRunToItsOwnLength()
    {
        BusyRun bench(twoEpochs());
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        bench.run.train();
        QTRY_COMPARE(bench.weights().step, std::uint64_t{20});
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        bench.runs.rewind();
        QCOMPARE(bench.run.progress().stepsPlanned, quint64{10});
    }

    void startsElsewhereWithANewSeed()
    {
        BusyRun bench(twoEpochs());
        const engine::Buffer start = bench.weights().parameters;
        bench.runs.newSeed();
        QCOMPARE(bench.replaced.count(), 1);
        QCOMPARE(bench.run.state().recipe.seed, twoEpochs().seed + 1);
        QVERIFY(bench.weights().parameters != start);
        QVERIFY(bench.undoable.isEmpty()); // nothing was lost
    }

    void bringsAReplacedNetworkBackWhole()
    {
        BusyRun bench(twoEpochs());
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        const RunState before = bench.run.state();
        bench.runs.replace(freshNetwork(softmaxRecipe()));
        QVERIFY(!bench.run.state().isTrained());
        QVERIFY(bench.runs.canUndo());

        bench.runs.undo();
        const RunState& after = bench.run.state();
        QCOMPARE(after.network, before.network);
        QCOMPARE(after.weights, before.weights);
        QCOMPARE(after.checkpoint, before.checkpoint);
        QCOMPARE(after.log.steps.size(), std::size_t{10});
        QCOMPARE(after.log.evaluations.size(), before.log.evaluations.size());
        QVERIFY(after.recipe == before.recipe);
        QVERIFY(!bench.runs.canUndo());
        QCOMPARE(bench.replaced.count(), 2);
    }

    void goesToAndFroBetweenNetworksWithoutLosingOne()
    {
        BusyRun bench(twoEpochs());
        QSignalSpy told(&bench.runs, &Runs::broughtBack);
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        const auto first = bench.run.state().weights;
        bench.runs.replace(freshNetwork(softmaxRecipe()));
        bench.run.runSteps(2);
        QTRY_VERIFY(bench.isPausedAt(2));
        QVERIFY(!bench.runs.canRedo());

        bench.runs.undo(); // in the midst of its run
        QTRY_COMPARE(bench.run.state().weights, first);
        QCOMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toBool(), true);
        QVERIFY(bench.runs.canRedo());
        QCOMPARE(bench.runs.undone()->weights->step, std::uint64_t{2});
        bench.runs.redo();
        QCOMPARE(bench.run.state().recipe.layers.size(), softmaxRecipe().layers.size());
        QCOMPARE(bench.weights().step, std::uint64_t{2});
        QCOMPARE(bench.run.data(), bench.data);
        QVERIFY(!bench.runs.canRedo());
        bench.run.runSteps(1); // and it learns on
        QTRY_VERIFY(bench.isPausedAt(3));
        bench.runs.undo();
        QTRY_COMPARE(bench.run.state().weights, first);
    }

    void whatWasUndoneCanBeHadBackAfterAnotherReplacement()
    {
        BusyRun bench(twoEpochs());
        bench.runs.replace(freshNetwork(softmaxRecipe()));
        bench.run.runSteps(2);
        QTRY_VERIFY(bench.isPausedAt(2));
        bench.runs.undo();
        QTRY_VERIFY(bench.runs.canRedo());
        bench.runs.newSeed();
        QVERIFY(!bench.runs.canRedo());
        bench.runs.undo(); // to the one before, as ever
        QCOMPARE(bench.run.state().recipe.seed, twoEpochs().seed);
        bench.runs.undo();
        QCOMPARE(bench.weights().step, std::uint64_t{2});
    }

    void whatIsTrainedIsRememberedLongest()
    {
        BusyRun bench(twoEpochs());
        bench.run.runSteps(2);
        QTRY_VERIFY(bench.isPausedAt(2));
        bench.run.stop();
        QTRY_COMPARE(bench.phase(), Phase::Idle);
        for (int i = 0; i < 20; ++i)
            bench.runs.newSeed();
        QCOMPARE(bench.run.state().recipe.seed, twoEpochs().seed + 20);
        for (int i = 0; i < 8; ++i)
            bench.runs.undo();
        QCOMPARE(bench.weights().step, std::uint64_t{2});
        QVERIFY(!bench.runs.canUndo());
    }

    // Where the run stands.

    void aFinishedRunThatIsBroughtBackIsFinishedAndAsLongAsItWas()
    {
        BusyRun bench(twoEpochs());
        QCOMPARE(bench.run.epochsToCome(), std::int64_t{2});
        for (const quint64 step : {10, 20}) {
            bench.run.train();
            QTRY_COMPARE(bench.weights().step, std::uint64_t{step});
            QTRY_COMPARE(bench.phase(), Phase::Finished);
        }
        bench.runs.rewind();
        QCOMPARE(bench.phase(), Phase::Idle);
        bench.runs.undo();
        QCOMPARE(bench.phase(), Phase::Finished);
        QCOMPARE(bench.run.epochsToCome(), std::int64_t{2}); // not the four that it has had
        bench.runs.setData(digitSplits(60, 20)); // of which it has not learnt any epoch
        QCOMPARE(bench.phase(), Phase::Idle);
    }

    void tellsHowManyEpochsAreLeftOfARunThatEndedEarly()
    {
        engine::Recipe recipe = twoEpochs();
        recipe.epochs = 50;
        BusyRun bench(recipe);
        bench.run.runSteps(12);
        QTRY_VERIFY(bench.isPausedAt(12));
        QCOMPARE(bench.run.epochsToCome(), std::int64_t{48}); // 38 steps of five an epoch: two and a half are done
    }

    void whatCanOnlyPredictIsNotFinished()
    {
        BusyRun bench(twoEpochs());
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        engine::SavedModel model = toSavedModel(bench.run.state());
        model.checkpoint.optimizerState.clear();
        model.checkpoint.optimizerStateNames.clear();
        bench.runs.replace(fromSavedModel(model));
        QCOMPARE(bench.phase(), Phase::Idle);
        QCOMPARE(bench.run.epochsToCome(), std::int64_t{0});
    }

    /// As a stop leaves it that comes before all of the test set was read with the initial weights.
    void looksAtTheStartLateWhereAStopCutItOff_data()
    {
        QTest::addColumn<bool>("isOtherData");
        QTest::addRow("the same data") << false;
        QTest::addRow("other data, whose figures would not be its start's") << true;
    }

    void looksAtTheStartLateWhereAStopCutItOff()
    {
        QFETCH(bool, isOtherData);
        BusyRun bench(twoEpochs());
        bench.run.runSteps(3);
        QTRY_VERIFY(bench.isPausedAt(3));
        QTRY_COMPARE(bench.run.state().log.evaluations.size(), std::size_t{1});
        const engine::EvaluationRecord start = bench.run.state().log.evaluations.front();
        bench.run.stop();
        QTRY_COMPARE(bench.phase(), Phase::Idle);
        RunState cutOff = bench.run.state();
        cutOff.log.evaluations.clear();
        bench.runs.replace(cutOff);
        if (isOtherData)
            bench.runs.setData(digitSplits(60, 20));
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        const engine::EvaluationRecord& first = bench.run.state().log.evaluations.front();
        QCOMPARE(first.step == 0, !isOtherData);
        if (!isOtherData) {
            QCOMPARE(first.testLoss, start.testLoss);
            QCOMPARE(first.testAccuracy, start.testAccuracy);
            QCOMPARE(first.trainLoss, start.trainLoss);
        }
    }

    // Data that follow the network.

    void givesEachNetworkTheDataThatItIsFor()
    {
        BusyRun bench(twoEpochs());
        QSignalSpy changed(&bench.run, &Run::dataChanged);
        bench.runs.open(freshNetwork(engine::findPreset("xor")));
        QCOMPARE(bench.run.data()->name, std::string("xor"));
        bench.runs.open(freshNetwork(engine::findPreset("neuron")));
        QCOMPARE(bench.run.data()->name, std::string("and"));
        bench.runs.open(freshNetwork(softmaxRecipe()));
        QCOMPARE(bench.run.data(), bench.data); // kept, not read again
        QCOMPARE(changed.count(), 3);
        bench.runs.undo();
        QCOMPARE(bench.run.data()->name, std::string("and"));
        bench.runs.undo();
        bench.runs.undo();
        QCOMPARE(bench.run.data(), bench.data);
    }

    void bringsTheNetworkBackWithTheDataThatItLearntFrom()
    {
        BusyRun bench(engine::findPreset("neuron"));
        bench.runs.open(freshNetwork(engine::findPreset("neuron")));
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        bench.runs.learnAnewFrom(xorSplits());
        QTRY_COMPARE(bench.run.data()->name, std::string("xor"));
        QVERIFY(!bench.run.state().isTrained());
        QCOMPARE(bench.undoable.count(), 1);
        bench.runs.undo();
        QCOMPARE(bench.run.data()->name, std::string("and"));
        QCOMPARE(bench.run.state().trainedOn, QStringLiteral("and (4 + 4)"));
        QCOMPARE(bench.weights().step, std::uint64_t{200});
    }

    void keepsPicturesThatComeWhileItReadsPoints()
    {
        Runs runs(freshNetwork(engine::findPreset("xor")));
        const auto digits = digitSplits(20, 10);
        runs.setData(xorSplits());
        runs.setData(digits);
        QCOMPARE(runs.current().data()->name, std::string("xor"));
        runs.open(freshNetwork(twoEpochs()));
        QCOMPARE(runs.current().data(), digits);
        runs.setData(xorSplits()); // which it could not read
        QCOMPARE(runs.current().data(), digits);
    }

    void asksForDataThatItWasNeverGiven()
    {
        Runs runs(freshNetwork(engine::findPreset("xor")));
        runs.setData(xorSplits());
        QSignalSpy wanted(&runs, &Runs::dataWanted);
        runs.open(freshNetwork(twoEpochs()));
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!runs.current().data());
        QSignalSpy needed(&runs.current(), &Run::needsData);
        runs.current().train();
        QCOMPARE(needed.count(), 1);
    }

    void startsNoRunOnDataThatDoNotFit()
    {
        BusyRun bench(recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{5}}}}}));
        bench.run.train();
        QCOMPARE(bench.failed.count(), 1);
        const QString reason = bench.failed[0][0].toString();
        QVERIFY2(reason.contains(QStringLiteral("10 classes")), qPrintable(reason));
        QCOMPARE(bench.phase(), Phase::Idle);
        QVERIFY(bench.run.state().trainedOn.isEmpty());
    }

    void keepsTheTrainedNetworkThatIsReplacedWhileItTrains()
    {
        BusyRun bench(endlessEpochs());
        bench.run.train();
        QTRY_VERIFY(bench.weights().step > 3);
        bench.runs.replace(freshNetwork(softmaxRecipe()));
        QTRY_COMPARE(bench.replaced.count(), 1);
        QCOMPARE(bench.phase(), Phase::Idle);
        bench.runs.undo();
        const RunState& back = bench.run.state();
        QVERIFY(back.weights->step > 3);
        QCOMPARE(back.log.steps.size(), std::size_t(back.weights->step));
        QVERIFY(back.weights->parameters == weightsAfter(endlessEpochs(), bench.data, back.weights->step));
        bench.run.runSteps(1); // and it can learn on
        QTRY_VERIFY(bench.isPausedAt(back.log.steps.size()));
    }

    void obeysAllOrdersThatComeWhileARunStops()
    {
        BusyRun bench(endlessEpochs());
        bench.run.train();
        QTRY_VERIFY(bench.weights().step > 0);
        const auto others = digitSplits(60, 20);
        bench.runs.replace(freshNetwork(softmaxRecipe()));
        bench.runs.setData(others);
        bench.run.train();
        QTRY_COMPARE(bench.replaced.count(), 1);
        QCOMPARE(bench.run.data(), others);
        QTRY_VERIFY(bench.run.state().isTrained());
        QCOMPARE(bench.run.state().recipe.layers.size(), softmaxRecipe().layers.size());
        QCOMPARE(bench.run.state().trainedOn, QStringLiteral("test (60 + 20)"));
    }

    void trainsAtThePaceThatItIsTold()
    {
        BusyRun bench(twoEpochs());
        bench.run.setPace(50);
        QElapsedTimer timer;
        timer.start();
        bench.run.train();
        QCOMPARE(bench.run.progress().samplesPerSecond, 50.0 * 20);
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        QCOMPARE_GE(timer.elapsed(), 9 * 20); // ten steps
        QVERIFY(bench.weights().parameters == weightsAfter(twoEpochs(), bench.data, 10));
    }

    void trainsAFinishedRunOnForAsManyEpochs()
    {
        BusyRun bench(twoEpochs());
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        bench.run.train();
        QTRY_COMPARE(bench.weights().step, std::uint64_t{20});
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        engine::Recipe fourEpochs = twoEpochs();
        fourEpochs.epochs = 4;
        QVERIFY(bench.weights().parameters == weightsAfter(fourEpochs, bench.data, 20));
    }

    void countsNoEpochsOfDataThatTheNetworkDidNotLearnFrom()
    {
        BusyRun bench(twoEpochs());
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        QCOMPARE(bench.run.progress().stepsPerEpoch, quint64{5});
        bench.runs.setData(digitSplits(60, 20));
        QTRY_COMPARE(bench.run.data()->train.size(), std::size_t{60});
        QCOMPARE(bench.run.progress().step, quint64{10});
        QCOMPARE(bench.run.progress().stepsPerEpoch, quint64{0}); // unknown, rather than "epoch 4 of 2"
        QCOMPARE(bench.run.progress().stepsPlanned, quint64{0});
        bench.runs.setData(bench.data);
        QTRY_COMPARE(bench.run.progress().stepsPlanned, quint64{10});
    }

    void logsARateThatIsChangedWhileItTrains()
    {
        BusyRun bench(endlessEpochs());
        bench.run.train();
        QTRY_VERIFY(bench.weights().step > 2);
        bench.run.setLearningRate(0.01);
        QCOMPARE(bench.run.learningRate(), 0.01);
        QTRY_COMPARE(bench.run.state().log.events.size(), std::size_t{1});
        bench.run.stop();
        QTRY_COMPARE(bench.phase(), Phase::Idle);

        const engine::RunEvent event = bench.run.state().log.events.front();
        QCOMPARE(event.learningRate, 0.01f);
        QVERIFY(event.step > 2);
        const engine::SavedModel saved = toSavedModel(bench.run.state());
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
        BusyRun bench(twoEpochs());
        bench.run.runSteps(3);
        QTRY_VERIFY(bench.isPausedAt(3));
        bench.run.setLearningRate(0.02);
        QCOMPARE(bench.run.learningRate(), 0.02);
        if (isStopped) {
            bench.run.stop();
            QTRY_COMPARE(bench.phase(), Phase::Idle);
            QCOMPARE(bench.run.learningRate(), 0.02); // not 0.0199999996
        }
        bench.run.runSteps(2);
        QTRY_VERIFY(bench.isPausedAt(5));
        const std::vector<engine::RunEvent> events{{.step = 3, .learningRate = 0.02f}};
        QVERIFY(bench.run.state().log.events == events);
        QVERIFY(bench.weights().parameters == weightsAfter(twoEpochs(), bench.data, 5, events));
    }

    void takesARateBeforeTheRunIntoTheRecipe()
    {
        BusyRun bench(twoEpochs());
        bench.run.setLearningRate(0.02);
        QCOMPARE(bench.run.state().recipe.optimizer.real("learning_rate"), 0.02);
        QVERIFY(bench.run.state().log.events.empty());
        QCOMPARE(bench.rates.count(), 1);
    }

    void givesAStateThatBelongsTogetherWhileItTrains()
    {
        BusyRun bench(endlessEpochs());
        bench.run.train();
        QTRY_VERIFY(bench.weights().step > 0);
        std::vector<RunState> given;
        const auto take = [&given](const RunState& state) { given.push_back(state); };
        bench.run.requestConsistentState(take);
        bench.run.requestConsistentState(take);
        QTRY_COMPARE(given.size(), std::size_t{2});
        QVERIFY(bench.isUnderWay());
        const RunState& state = given.back();
        const quint64 step = state.checkpoint->step;
        QCOMPARE(state.weights->step, step);
        QCOMPARE(state.log.steps.size(), std::size_t(step));
        QVERIFY(state.checkpoint->parameters == weightsAfter(endlessEpochs(), bench.data, step));
        QVERIFY(state.weights->parameters == state.checkpoint->parameters);
    }

    void givesTheStateAtOnceWhileNothingRuns()
    {
        BusyRun bench(twoEpochs());
        const engine::Snapshot* given = nullptr;
        bench.run.requestConsistentState([&](const RunState& state) { given = state.weights.get(); });
        QCOMPARE(given, &bench.weights());
    }

    void leavesAloneWhatCanOnlyPredict()
    {
        BusyRun bench(twoEpochs());
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Finished);
        engine::SavedModel model = toSavedModel(bench.run.state());
        model.checkpoint.optimizerState.clear();
        model.checkpoint.optimizerStateNames.clear();
        bench.runs.replace(fromSavedModel(model));
        QVERIFY(bench.run.state().isTrained());

        QVERIFY(!bench.run.canTrainOn());
        QSignalSpy choice(&bench.runs, &Runs::choiceWanted);
        const engine::Snapshot* const weights = &bench.weights();
        bench.run.runSteps(2);
        bench.run.train();
        QCOMPARE(choice.count(), 2);
        QVERIFY(!bench.run.isActive());
        QCOMPARE(&bench.weights(), weights);

        bench.runs.rewind(); // its recipe anew, ordered on purpose
        QVERIFY(bench.run.canTrainOn());
        bench.run.runSteps(2);
        QTRY_VERIFY(bench.isPausedAt(2));
        QVERIFY(bench.weights().parameters == weightsAfter(twoEpochs(), bench.data, 2));
    }

    void keepsFiniteWeightsAndSaysWhy()
    {
        engine::Recipe recipe = endlessEpochs();
        recipe.layers.insert(recipe.layers.begin() + 1, 6, {"dense", {{"units", std::int64_t{16}}}});
        recipe.optimizer = {"sgd", {{"learning_rate", 1e9}}};
        BusyRun bench(recipe);
        bench.run.train();
        QTRY_COMPARE(bench.phase(), Phase::Failed);
        QCOMPARE(bench.failed.count(), 1);
        QVERIFY(std::ranges::all_of(bench.weights().parameters, [](float w) { return std::isfinite(w); }));
        bench.runs.rewind();
        QTRY_COMPARE(bench.phase(), Phase::Idle);
    }

    void evaluatesTheStartOnceHoweverOftenItIsStopped()
    {
        BusyRun bench(twoEpochs());
        for (int i = 0; i < 2; ++i) {
            bench.run.runSteps(0);
            QTRY_VERIFY(bench.isPausedAt(0));
            QTRY_COMPARE(bench.run.state().log.evaluations.size(), std::size_t{1});
            bench.run.stop();
            QTRY_COMPARE(bench.phase(), Phase::Idle);
        }
        QCOMPARE(bench.run.state().log.evaluations.size(), std::size_t{1});
    }
};

const RegisteredTest<RunTests> registeredRunTests;
#include "tst_run.moc"
