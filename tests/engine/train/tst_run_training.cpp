#include "engine/errors.h"
#include "engine/recipe/switch_setting.h"
#include "engine/train/run.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QDeadlineTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <thread>

using engine::Recipe;
using engine::Trainer;
using engine::TrainingControls;
using engine::TrainingFeed;

namespace {

/// A run on a thread of its own, and all that its feed has said so far.
class WatchedRun
{
public:
    explicit WatchedRun(Trainer& trainer, bool pausedAtFirst = false)
    {
        if (pausedAtFirst)
            controls.pause();
        m_thread = std::jthread([this, &trainer](const std::stop_token& stop) {
            std::exception_ptr reason;
            try {
                runTraining(trainer, m_feed, controls, stop);
            } catch (...) {
                reason = std::current_exception();
            }
            m_feed.finish(reason);
        });
    }

    void stop() { m_thread.request_stop(); }
    void requestSnapshot() { m_feed.requestSnapshot(); }
    void requestCheckpoint() { m_feed.requestCheckpoint(); }

    /// Reads the feed until it says so; false after a minute.
    bool reaches(const auto& statement)
    {
        const QDeadlineTimer deadline(60'000);
        while (!statement()) {
            take();
            if (deadline.hasExpired())
                return false;
            std::this_thread::yield();
        }
        return true;
    }

    bool ends()
    {
        return reaches([this] { return finished; });
    }

    bool pausesAfter(std::size_t count)
    {
        return reaches([&] { return paused && steps.size() == count; });
    }

    TrainingControls controls;
    std::vector<engine::StepRecord> steps;
    std::vector<engine::EvaluationRecord> evaluations;
    std::vector<engine::PretrainingStepRecord> pretrainingSteps;
    std::vector<engine::PretrainingEpochRecord> pretrainingEpochs;
    std::vector<engine::RunEvent> events;
    std::shared_ptr<const engine::Snapshot> snapshot;
    std::shared_ptr<const engine::Checkpoint> checkpoint;
    std::exception_ptr error;
    bool paused = false;
    bool finished = false;

private:
    void take()
    {
        const auto update = m_feed.take();
        steps.insert(steps.end(), update.log.steps.begin(), update.log.steps.end());
        evaluations.insert(evaluations.end(), update.log.evaluations.begin(), update.log.evaluations.end());
        pretrainingSteps.insert(pretrainingSteps.end(), update.log.pretrainingSteps.begin(), update.log.pretrainingSteps.end());
        pretrainingEpochs.insert(pretrainingEpochs.end(), update.log.pretrainingEpochs.begin(), update.log.pretrainingEpochs.end());
        events.insert(events.end(), update.log.events.begin(), update.log.events.end());
        if (update.snapshot)
            snapshot = update.snapshot;
        if (update.checkpoint)
            checkpoint = update.checkpoint;
        if (update.error)
            error = update.error;
        paused = update.paused;
        finished = update.finished;
    }

    TrainingFeed m_feed;
    std::jthread m_thread; // last: joined before the rest goes
};

bool countsFromOne(const std::vector<engine::StepRecord>& steps)
{
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].step != i + 1)
            return false;
    return true;
}

std::vector<std::uint64_t> stepsOf(const std::vector<engine::EvaluationRecord>& evaluations)
{
    std::vector<std::uint64_t> steps;
    std::ranges::transform(evaluations, std::back_inserter(steps), &engine::EvaluationRecord::step);
    return steps;
}

Recipe threeEpochs()
{
    Recipe recipe = smallMlp();
    recipe.batchSize = 20;
    recipe.epochs = 3;
    return recipe;
}

/// Four steps an epoch, from the first 62 of 90 samples; a rate at which it soon knows them by heart.
Recipe watched()
{
    Recipe recipe = smallMlp();
    recipe.optimizer = {"adam", {{"learning_rate", 0.02}}};
    recipe.batchSize = 20;
    recipe.epochs = 500;
    recipe.validationSplit = 0.3;
    recipe.earlyStopping = {"early_stopping",
                            {{"patience", std::int64_t{3}}, {"restore_best_weights", engine::switchValue(true)}}};
    return recipe;
}

Recipe endless()
{
    Recipe recipe = smallMlp();
    recipe.batchSize = 20;
    recipe.epochs = 100'000;
    return recipe;
}

} // namespace

class RunTrainingTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsEveryStepInOrderAndEndsWithTheLastWeights()
    {
        const auto data = digitSplits(90, 30);
        Trainer alone(threeEpochs(), data, 1);
        std::vector<float> losses;
        while (alone.stepsDone() < alone.stepsPlanned())
            losses.push_back(alone.step().loss);

        Trainer trainer(threeEpochs(), data, 2);
        WatchedRun run(trainer);
        QVERIFY(run.ends());
        QVERIFY(!run.error);
        QVERIFY(countsFromOne(run.steps));
        QCOMPARE(run.steps.size(), losses.size());
        QCOMPARE(run.steps.size(), std::size_t{15});
        for (std::size_t i = 0; i < losses.size(); ++i)
            QCOMPARE(run.steps[i].loss, losses[i]);
        QCOMPARE(run.snapshot->step, std::uint64_t{15});
        QVERIFY(std::ranges::equal(run.snapshot->parameters, alone.parameters()));
    }

    void evaluatesBeforeTheFirstStepEarlyAndAfterEachEpoch_data()
    {
        QTest::addColumn<qint64>("batchSize");
        QTest::addColumn<qint64>("epochs");
        QTest::addColumn<std::vector<std::uint64_t>>("at");
        QTest::addRow("short epochs") << qint64{20} << qint64{3} << std::vector<std::uint64_t>{0, 5, 10, 15};
        QTest::addRow("a long epoch") << qint64{2} << qint64{2} << std::vector<std::uint64_t>{0, 10, 40, 45, 90};
        QTest::addRow("no epoch at all") << qint64{2} << qint64{0} << std::vector<std::uint64_t>{0};
    }

    void evaluatesBeforeTheFirstStepEarlyAndAfterEachEpoch()
    {
        QFETCH(qint64, batchSize);
        QFETCH(qint64, epochs);
        Recipe recipe = softmaxRecipe();
        recipe.batchSize = batchSize;
        recipe.epochs = epochs;
        Trainer trainer(recipe, digitSplits(90, 30), 1);
        WatchedRun run(trainer);
        QVERIFY(run.ends());
        QTEST(stepsOf(run.evaluations), "at");
        const auto now = trainer.evaluate(trainer.data().test);
        QCOMPARE(run.evaluations.back().testLoss, float(now.loss));
        QCOMPARE(run.evaluations.back().testSamples, std::size_t{30});
    }

    // 81 of 90 pictures in batches of 20: 5 steps an epoch, two epochs for each of two layers.
    void pretrainsBeforeItEvaluatesAndTrains()
    {
        Recipe recipe = smallDbn();
        recipe.batchSize = 20;
        recipe.epochs = 1;
        Trainer trainer(recipe, digitSplits(90, 30), 2);
        WatchedRun run(trainer, true);
        run.controls.runSteps(7);
        QVERIFY(run.reaches([&] { return run.paused && run.pretrainingSteps.size() == 7; }));
        QCOMPARE(run.snapshot->pretrainingStep, std::uint64_t{7});
        QCOMPARE(run.checkpoint->pretrainingStep, std::uint64_t{7});
        QVERIFY(run.steps.empty() && run.evaluations.empty());
        run.controls.resume();
        QVERIFY(run.ends());
        QVERIFY(!run.error);
        QCOMPARE(run.pretrainingSteps.size(), std::size_t{20});
        QCOMPARE(run.pretrainingSteps.back().step, std::uint64_t{20});
        QCOMPARE(run.pretrainingEpochs.size(), std::size_t{4});
        QCOMPARE(run.pretrainingEpochs.back().step, std::uint64_t{20});
        QCOMPARE(run.evaluations.front().step, std::uint64_t{0});
        QCOMPARE(run.steps.size(), std::size_t{5});
    }

    // All classes alike: a loss of ln 10, and the one in ten that is a zero read right.
    void beginsAtChance()
    {
        Trainer trainer(softmaxRecipe(), digitSplits(200, 100), 2);
        WatchedRun run(trainer);
        QVERIFY(run.ends());
        const auto& first = run.evaluations.front();
        QCOMPARE(first.step, std::uint64_t{0});
        QCOMPARE(first.testAccuracy, 0.1f);
        QCOMPARE(first.trainAccuracy, 0.1f);
        QCOMPARE(first.testLoss, float(std::numbers::ln10));
        QCOMPARE(first.trainLoss, float(std::numbers::ln10));
        QCOMPARE(first.trainSamples, std::size_t{200});
        QCOMPARE_GT(run.evaluations.back().testAccuracy, 0.3f);
    }

    // What the batches of one epoch said, weighted by their sizes: 40, 40 and 10.
    void tellsTheMeanOfAnEpoch()
    {
        Recipe recipe = softmaxRecipe();
        recipe.batchSize = 40;
        recipe.epochs = 2;
        Trainer trainer(recipe, digitSplits(90, 30), 1);
        WatchedRun run(trainer);
        QVERIFY(run.ends());
        const double sizes[] = {40, 40, 10};
        double loss = 0, accuracy = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            loss += double(run.steps[3 + i].loss) * sizes[i] / 90;
            accuracy += double(run.steps[3 + i].accuracy) * sizes[i] / 90;
        }
        const auto& last = run.evaluations.back();
        QCOMPARE(last.trainSamples, std::size_t{90});
        QCOMPARE_LT(std::abs(double(last.trainLoss) - loss), 1e-6);
        QCOMPARE_LT(std::abs(double(last.trainAccuracy) - accuracy), 1e-6);
    }

    void answersAStop()
    {
        Trainer trainer(endless(), digitSplits(90, 30), 2);
        WatchedRun run(trainer);
        QVERIFY(run.reaches([&] { return run.steps.size() >= 3; }));
        run.stop();
        QVERIFY(run.ends());
        QVERIFY(!run.error);
        QVERIFY(countsFromOne(run.steps));
        QCOMPARE(run.snapshot->step, run.steps.back().step);
    }

    void answersAStopWhilePaused()
    {
        Trainer trainer(endless(), digitSplits(90, 30), 2);
        WatchedRun run(trainer, true);
        QVERIFY(run.pausesAfter(0));
        run.stop();
        QVERIFY(run.ends());
        QVERIFY(run.steps.empty());
        QVERIFY(!run.paused);
    }

    void saysThatItPausesAndShowsTheWeightsOfThatMoment()
    {
        Trainer trainer(threeEpochs(), digitSplits(90, 30), 2);
        WatchedRun run(trainer, true);
        QVERIFY(run.pausesAfter(0));
        QCOMPARE(run.snapshot->step, std::uint64_t{0});
        const auto before = run.snapshot;
        run.controls.setLearningRate(0);
        run.controls.runSteps(3);
        QVERIFY(run.pausesAfter(3));
        QCOMPARE(run.snapshot->step, std::uint64_t{3});
        QVERIFY(run.snapshot->parameters == before->parameters); // at a rate of 0
        run.controls.setLearningRate(0.001f);
        run.controls.runSteps(1);
        QVERIFY(run.pausesAfter(4));
        QVERIFY(run.snapshot->parameters != before->parameters);
        run.controls.resume();
        QVERIFY(run.ends());
        QCOMPARE(run.steps.size(), std::size_t{15});
        QVERIFY(!run.paused);
    }

    void sendsSnapshotsOnlyWhenAsked()
    {
        Trainer trainer(endless(), digitSplits(90, 30), 1);
        WatchedRun run(trainer);
        QVERIFY(run.reaches([&] { return run.snapshot != nullptr; }));
        const auto first = run.snapshot;
        const std::size_t seen = run.steps.size();
        QVERIFY(run.reaches([&] { return run.steps.size() > seen + 20; }));
        QCOMPARE(run.snapshot, first);
        run.requestSnapshot();
        QVERIFY(run.reaches([&] { return run.snapshot != first; }));
        run.stop();
        QVERIFY(run.ends());
    }

    void givesACheckpointWhileItTrainsFromWhichAnotherGoesOn()
    {
        const auto data = digitSplits(90, 30);
        Trainer trainer(endless(), data, 2);
        WatchedRun run(trainer);
        QVERIFY(run.reaches([&] { return run.steps.size() >= 3; }));
        QVERIFY(!run.checkpoint); // nobody has asked
        run.requestCheckpoint();
        QVERIFY(run.reaches([&] { return run.checkpoint != nullptr; }));
        const auto saved = run.checkpoint;
        run.stop();
        QVERIFY(run.ends());

        Trainer other(endless(), data, 1);
        other.restore(*saved);
        while (other.stepsDone() < trainer.stepsDone())
            other.step();
        QVERIFY(std::ranges::equal(other.parameters(), trainer.parameters()));
    }

    // The recipe, its seed and the log: nothing else decides the weights.
    void logsWhatWasDoneSoThatItCanBeDoneAgain()
    {
        const auto data = digitSplits(90, 30);
        Trainer trainer(threeEpochs(), data, 2);
        WatchedRun run(trainer, true);
        QVERIFY(run.pausesAfter(0));
        run.controls.runSteps(3);
        QVERIFY(run.pausesAfter(3));
        run.controls.setLearningRate(0.01f);
        run.controls.runSteps(4);
        QVERIFY(run.pausesAfter(7));
        run.controls.setLearningRate(0.5f);
        run.controls.setLearningRate(0.0001f); // changed one's mind: the first never took effect
        run.controls.resume();
        QVERIFY(run.ends());
        const std::vector<engine::RunEvent> done{{.step = 3, .learningRate = 0.01f}, {.step = 7, .learningRate = 0.0001f}};
        QVERIFY(run.events == done);
        QVERIFY(run.checkpoint->events == done);

        Trainer again(threeEpochs(), data, 1);
        while (again.stepsDone() < again.stepsPlanned()) {
            for (const engine::RunEvent& event : run.events)
                if (event.step == again.stepsDone())
                    again.setLearningRate(event.learningRate);
            again.step();
        }
        QVERIFY(std::ranges::equal(again.parameters(), trainer.parameters()));
    }

    // The rule once more, from the trainer's own evaluations after each epoch.
    void stopsWhenTheHeldOutSamplesGetNoBetter()
    {
        const auto data = digitSplits(90, 30);
        Trainer alone(watched(), data, 1);
        QCOMPARE(alone.data().validation.size(), std::size_t{28}); // as for Keras, 90 · (1 − 0.3) is a hair below 63
        std::vector<double> losses;
        std::vector<std::vector<float>> weights;
        while (std::ranges::min_element(losses) == losses.end()
               || losses.end() - std::ranges::min_element(losses) <= watched().earlyStopping.integer("patience")) {
            for (std::uint64_t i = 0; i < alone.stepsPerEpoch(); ++i)
                alone.step();
            losses.push_back(alone.evaluate(alone.data().validation).loss);
            weights.emplace_back(alone.parameters().begin(), alone.parameters().end());
            QCOMPARE_LT(alone.stepsDone(), alone.stepsPlanned());
        }
        const auto best = std::size_t(std::ranges::min_element(losses) - losses.begin());

        Trainer trainer(watched(), data, 2);
        WatchedRun run(trainer);
        QVERIFY(run.ends());
        QVERIFY(!run.error);
        QCOMPARE(run.steps.size(), std::size_t(alone.stepsDone()));
        QCOMPARE(run.checkpoint->stopping.bestStep, (best + 1) * alone.stepsPerEpoch());
        QVERIFY(run.checkpoint->stopping.hasStopped);
        QVERIFY(std::ranges::equal(run.checkpoint->parameters, weights[best]));
        QVERIFY(std::ranges::equal(run.snapshot->parameters, weights[best]));
        QVERIFY(std::ranges::equal(run.checkpoint->stopping.kept, weights.back()));
        QCOMPARE(run.evaluations.back().validationLoss, float(losses.back()));
        QCOMPARE(run.evaluations.back().validationSamples, std::size_t{28});
    }

    // Stopped by a person anywhere, also while an epoch's end is looked at: the rest is as if nothing had been.
    void goesOnWithEarlyStoppingBitForBit_data()
    {
        QTest::addColumn<std::size_t>("after");
        for (std::size_t after : {std::size_t{1}, std::size_t{3}, std::size_t{4}, std::size_t{6}, std::size_t{8}})
            QTest::addRow("after step %d", int(after)) << after;
    }

    void goesOnWithEarlyStoppingBitForBit()
    {
        QFETCH(std::size_t, after);
        Recipe recipe = watched();
        recipe.earlyStopping.settings["monitor"] = std::string("train_loss");
        recipe.earlyStopping.settings["min_delta"] = 0.2;
        const auto data = digitSplits(90, 30);
        Trainer whole(recipe, data, 2);
        WatchedRun all(whole);
        QVERIFY(all.ends());
        QVERIFY(all.checkpoint->stopping.hasStopped);
        QCOMPARE_GT(all.steps.size(), after);

        Trainer first(recipe, data, 1);
        WatchedRun begun(first, true);
        QVERIFY(begun.pausesAfter(0));
        begun.controls.runSteps(after);
        QVERIFY(begun.reaches([&] { return begun.steps.size() == after; })); // perhaps in an evaluation
        begun.stop();
        QVERIFY(begun.ends());

        Trainer second(recipe, data, 2);
        second.restore(*begun.checkpoint);
        WatchedRun rest(second);
        QVERIFY(rest.ends());
        QCOMPARE(begun.steps.size() + rest.steps.size(), all.steps.size());
        QVERIFY(rest.checkpoint->parameters == all.checkpoint->parameters);
        QVERIFY(rest.checkpoint->stopping.kept == all.checkpoint->stopping.kept);
        QCOMPARE(rest.evaluations.back().trainLoss, all.evaluations.back().trainLoss);
    }

    // The epoch has ended, and nobody has looked yet.
    void makesUpForAnEpochsEndThatAStopCutOff()
    {
        Recipe recipe = watched();
        recipe.earlyStopping.settings["patience"] = std::int64_t{1};
        const auto data = digitSplits(90, 30);
        Trainer whole(recipe, data, 1);
        WatchedRun all(whole);
        QVERIFY(all.ends());
        const auto end = all.checkpoint->step;

        Trainer cut(recipe, data, 1);
        WatchedRun begun(cut, true);
        QVERIFY(begun.pausesAfter(0));
        begun.controls.runSteps(end - whole.stepsPerEpoch());
        QVERIFY(begun.pausesAfter(end - whole.stepsPerEpoch()));
        begun.stop();
        QVERIFY(begun.ends());
        for (std::uint64_t i = 0; i < whole.stepsPerEpoch(); ++i)
            cut.step(); // to the end of the last epoch

        Trainer second(recipe, data, 2);
        second.restore(cut.checkpoint());
        WatchedRun rest(second);
        QVERIFY(rest.ends());
        QVERIFY(rest.steps.empty()); // it stops at once, as it would have
        QCOMPARE(stepsOf(rest.evaluations), std::vector<std::uint64_t>{end});
        QVERIFY(rest.checkpoint->parameters == all.checkpoint->parameters);
    }

    // The best weights come back at the end, and the last ones when there is more to do.
    void goesOnFromTheLastWeightsAfterTheBestWereRestored()
    {
        Recipe recipe = watched();
        recipe.earlyStopping.settings["patience"] = std::int64_t{1000};
        recipe.epochs = 12;
        const auto data = digitSplits(90, 30);
        Trainer whole(recipe, data, 1);
        WatchedRun all(whole);
        QVERIFY(all.ends());
        QVERIFY(!all.checkpoint->stopping.hasStopped);
        QVERIFY(all.checkpoint->stopping.isRestored);

        recipe.epochs = 7;
        Trainer first(recipe, data, 1);
        WatchedRun begun(first);
        QVERIFY(begun.ends());
        recipe.epochs = 12;
        Trainer second(recipe, data, 1);
        second.restore(*begun.checkpoint);
        WatchedRun rest(second);
        QVERIFY(rest.ends());
        QVERIFY(rest.checkpoint->parameters == all.checkpoint->parameters);
        QVERIFY(rest.checkpoint->stopping.kept == all.checkpoint->stopping.kept);
    }

    void handsOverTheErrorAndTheWeightsThatAreKept()
    {
        Recipe recipe = endless();
        recipe.layers.insert(recipe.layers.begin() + 1, 6, {"dense", {{"units", std::int64_t{16}}}});
        recipe.optimizer = {"sgd", {{"learning_rate", 1e9}}};
        Trainer trainer(recipe, digitSplits(90, 30), 2);
        WatchedRun run(trainer);
        QVERIFY(run.ends());
        QVERIFY(run.error);
        QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(run.error), engine::DivergenceError);
        QCOMPARE(run.snapshot->step, std::uint64_t(run.steps.size()));
        QVERIFY(std::ranges::all_of(run.snapshot->parameters, [](float w) { return std::isfinite(w); }));
        QVERIFY(std::ranges::equal(run.snapshot->parameters, trainer.parameters()));
    }
};

const RegisteredTest<RunTrainingTest> registered;
#include "tst_run_training.moc"
