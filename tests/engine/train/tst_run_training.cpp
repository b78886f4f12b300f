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
    explicit WatchedRun(Trainer& trainer, bool pausedAtFirst = false,
                        const std::optional<engine::WatchedEvaluation>& evaluation = {})
    {
        if (pausedAtFirst)
            controls.pause();
        m_thread = std::jthread([this, &trainer, evaluation](const std::stop_token& stop) {
            std::exception_ptr reason;
            try {
                runTraining(trainer, m_feed, controls, stop, evaluation);
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
    engine::RunLog log;
    std::shared_ptr<const engine::Snapshot> snapshot;
    std::shared_ptr<const engine::Checkpoint> checkpoint;
    std::exception_ptr error;
    std::optional<engine::FirstLook> firstLook;
    std::size_t stepsBeforeEvaluations = 0; ///< that had come with the first evaluation, or before it
    bool evaluating = false;
    bool paused = false;
    bool finished = false;

private:
    void take()
    {
        const auto update = m_feed.take();
        steps.insert(steps.end(), update.log.steps.begin(), update.log.steps.end());
        if (evaluations.empty())
            stepsBeforeEvaluations = steps.size();
        evaluations.insert(evaluations.end(), update.log.evaluations.begin(), update.log.evaluations.end());
        log.append(update.log);
        pretrainingSteps.insert(pretrainingSteps.end(), update.log.pretrainingSteps.begin(), update.log.pretrainingSteps.end());
        pretrainingEpochs.insert(pretrainingEpochs.end(), update.log.pretrainingEpochs.begin(), update.log.pretrainingEpochs.end());
        events.insert(events.end(), update.log.events.begin(), update.log.events.end());
        if (update.snapshot)
            snapshot = update.snapshot;
        if (update.checkpoint)
            checkpoint = update.checkpoint;
        if (update.error)
            error = update.error;
        if (update.firstLook)
            firstLook = update.firstLook;
        evaluating = update.evaluating;
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

/// So many digits that a few threads are at them for a while; a step needs but a few.
std::shared_ptr<const engine::DataSplits> longTest(std::size_t times)
{
    engine::DataSplits data = *digitSplits(90, 60);
    const engine::Dataset once = data.test;
    for (std::size_t i = 1; i < times; ++i)
        data.test.append(once);
    return std::make_shared<const engine::DataSplits>(std::move(data));
}

/// No evaluation is worked on before the run waits for it.
constexpr engine::WatchedEvaluation lateEvaluation{.firstLook = std::chrono::milliseconds(0),
                                                   .share = 0,
                                                   .slice = std::chrono::milliseconds(0)};

bool areSame(const engine::EvaluationRecord& a, const engine::EvaluationRecord& b)
{
    return a.step == b.step && a.trainLoss == b.trainLoss && a.trainAccuracy == b.trainAccuracy
        && a.testLoss == b.testLoss && a.testAccuracy == b.testAccuracy && a.trainSamples == b.trainSamples
        && a.testSamples == b.testSamples && a.validationLoss == b.validationLoss
        && a.validationAccuracy == b.validationAccuracy && a.validationSamples == b.validationSamples;
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

    // Evaluations that the run does not wait for.

    void theRecordOfTheStartComesLateAndIsTheSame_data()
    {
        QTest::addColumn<bool>("isHeldOut");
        QTest::addRow("test set alone") << false;
        QTest::addRow("with a part held out") << true;
    }

    void theRecordOfTheStartComesLateAndIsTheSame()
    {
        QFETCH(bool, isHeldOut);
        Recipe recipe = threeEpochs();
        recipe.validationSplit = isHeldOut ? 0.3 : 0.0;
        const auto data = digitSplits(90, 30);
        Trainer waiting(recipe, data, 1);
        WatchedRun inOrder(waiting);
        QVERIFY(inOrder.ends());

        Trainer trainer(recipe, data, 2);
        WatchedRun run(trainer, false, lateEvaluation);
        QVERIFY(run.ends());
        QVERIFY(!run.error);
        QVERIFY(!run.firstLook); // it had no time
        QCOMPARE_GE(run.stepsBeforeEvaluations, std::size_t(trainer.stepsPerEpoch()));
        QCOMPARE(run.log.evaluations.size(), std::size_t{4});
        QVERIFY(std::ranges::equal(run.log.evaluations, inOrder.log.evaluations, areSame));
        QVERIFY(std::ranges::equal(trainer.parameters(), waiting.parameters()));
    }

    // Of 90 samples in batches of 2: after 10 steps that of the start is not yet made, nor after 40.
    void anEarlyEvaluationGivesWayToTheOneThatIsBeingMade()
    {
        Recipe recipe = softmaxRecipe();
        recipe.batchSize = 2;
        recipe.epochs = 2;
        Trainer trainer(recipe, digitSplits(90, 30), 1);
        WatchedRun run(trainer, false, lateEvaluation);
        QVERIFY(run.ends());
        QCOMPARE(stepsOf(run.log.evaluations), (std::vector<std::uint64_t>{0, 45, 90}));
    }

    void looksAtTheStartFirstAndReadsTheRestBesides()
    {
        Trainer trainer(endless(), longTest(1'000), 2);
        WatchedRun run(trainer, true,
                       engine::WatchedEvaluation{.firstLook = std::chrono::milliseconds(5), .share = 0.5});
        QVERIFY(run.pausesAfter(0));
        QVERIFY(run.firstLook);
        QVERIFY(run.evaluations.empty()); // 60,000 digits in 5 ms
        QCOMPARE(run.firstLook->step, std::uint64_t{0});
        QCOMPARE_GT(run.firstLook->testSamples, std::size_t{0});
        QCOMPARE_LT(run.firstLook->testSamples, std::size_t{60'000});
        run.controls.runSteps(1);
        QVERIFY(run.pausesAfter(1));
        QVERIFY(run.reaches([&] { return !run.evaluations.empty(); })); // while it is paused
        QVERIFY(run.paused);
        QCOMPARE(run.steps.size(), std::size_t{1});
        QCOMPARE(run.evaluations.front().step, std::uint64_t{0});
        run.stop();
        QVERIFY(run.ends());
        Trainer start(endless(), longTest(1'000), 1);
        QCOMPARE(run.evaluations.front().testLoss, float(start.evaluate(start.data().test).loss));
    }

    void aPauseLeavesAnEvaluationWhereItIs()
    {
        Trainer trainer(threeEpochs(), digitSplits(90, 30), 2);
        WatchedRun run(trainer, true);
        QVERIFY(run.pausesAfter(0));
        QVERIFY(run.evaluations.empty());
        QVERIFY(!run.evaluating);
        run.controls.resume();
        QVERIFY(run.ends());
        QCOMPARE(stepsOf(run.evaluations), (std::vector<std::uint64_t>{0, 5, 10, 15}));
    }

    // The pause, and the look at what came of the step, may come too early or too late: tried until they meet.
    void aStepGoesBeforeAnEvaluationThatIsPaused()
    {
        const auto data = longTest(1'000);
        bool hasMet = false;
        for (int attempt = 0; attempt < 20 && !hasMet; ++attempt) {
            Trainer trainer(endless(), data, 2);
            WatchedRun run(trainer, true, lateEvaluation);
            QVERIFY(run.pausesAfter(0));
            run.controls.resume();
            QVERIFY(run.reaches([&] { return run.steps.size() == 5 && run.evaluating; })); // the first epoch's end
            run.controls.pause();
            QVERIFY(run.reaches([&] { return run.paused; }));
            if (run.steps.size() != 5 || run.evaluations.size() == 2)
                continue;
            run.controls.runSteps(1);
            QVERIFY(run.pausesAfter(6));
            hasMet = run.evaluations.size() < 2;
            QVERIFY(run.reaches([&] { return run.evaluations.size() == 2; }));
            QCOMPARE(stepsOf(run.log.evaluations), (std::vector<std::uint64_t>{0, 5}));
            run.stop();
            QVERIFY(run.ends());

            Trainer again(endless(), data, 1);
            while (again.stepsDone() < 5)
                again.step();
            QCOMPARE(run.log.evaluations.back().testLoss, float(again.evaluate(again.data().test).loss));
            again.step();
            QVERIFY(std::ranges::equal(again.parameters(), trainer.parameters()));
        }
        QVERIFY(hasMet);
    }

    void earlyStoppingIsToldBeforeAStepThatIsAskedFor()
    {
        Recipe recipe = watched();
        recipe.earlyStopping.settings["patience"] = std::int64_t{1};
        const auto data = digitSplits(90, 30);
        Trainer whole(recipe, data, 1);
        WatchedRun all(whole);
        QVERIFY(all.ends());
        Trainer cut(recipe, data, 1);
        WatchedRun begun(cut, true);
        const auto last = all.checkpoint->step - whole.stepsPerEpoch();
        begun.controls.runSteps(last);
        QVERIFY(begun.pausesAfter(last));
        begun.stop();
        QVERIFY(begun.ends());
        for (std::uint64_t i = 0; i < whole.stepsPerEpoch(); ++i)
            cut.step(); // to the end of the last epoch, at which nobody has looked

        Trainer second(recipe, data, 2);
        second.restore(cut.checkpoint());
        WatchedRun rest(second, true, lateEvaluation);
        QVERIFY(rest.pausesAfter(0));
        QVERIFY(rest.evaluations.empty());
        rest.controls.runSteps(1);
        QVERIFY(rest.ends()); // without that step
        QVERIFY(rest.steps.empty());
        QVERIFY(rest.checkpoint->stopping.hasStopped);
        QVERIFY(rest.checkpoint->parameters == all.checkpoint->parameters);
    }

    void stopsEarlyAtTheSameStepHoweverItIsEvaluated_data()
    {
        QTest::addColumn<qint64>("epochs");
        QTest::addRow("one epoch, whose record is not that of the start") << qint64{1};
        QTest::addRow("until it gets no better") << qint64{500};
    }

    void stopsEarlyAtTheSameStepHoweverItIsEvaluated()
    {
        QFETCH(qint64, epochs);
        Recipe recipe = watched();
        recipe.epochs = epochs;
        const auto data = digitSplits(90, 30);
        Trainer waiting(recipe, data, 1);
        WatchedRun inOrder(waiting);
        QVERIFY(inOrder.ends());
        for (const auto& evaluation : {lateEvaluation, engine::WatchedEvaluation()}) {
            Trainer trainer(recipe, data, 2);
            WatchedRun run(trainer, false, evaluation);
            QVERIFY(run.ends());
            QCOMPARE(run.steps.size(), inOrder.steps.size());
            QCOMPARE(run.checkpoint->stopping.best, inOrder.checkpoint->stopping.best);
            QCOMPARE(run.checkpoint->stopping.bestStep, inOrder.checkpoint->stopping.bestStep);
            QVERIFY(run.checkpoint->parameters == inOrder.checkpoint->parameters);
            QVERIFY(run.checkpoint->stopping.kept == inOrder.checkpoint->stopping.kept);
        }
    }

    void pretrainsFirstThenLooksAtTheStart()
    {
        Recipe recipe = smallDbn();
        recipe.batchSize = 20;
        recipe.epochs = 1;
        const auto data = digitSplits(90, 30);
        Trainer waiting(recipe, data, 1);
        WatchedRun inOrder(waiting);
        QVERIFY(inOrder.ends());
        Trainer trainer(recipe, data, 2);
        WatchedRun run(trainer, false, lateEvaluation);
        QVERIFY(run.ends());
        QCOMPARE(run.pretrainingEpochs.size(), std::size_t{4});
        QVERIFY(std::ranges::equal(run.log.evaluations, inOrder.log.evaluations, areSame));
        QVERIFY(std::ranges::equal(trainer.parameters(), waiting.parameters()));
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

    void looksAtTheStartLateWhereAStopCutItOff()
    {
        const auto data = digitSplits(90, 30);
        Trainer whole(threeEpochs(), data, 1);
        WatchedRun all(whole);
        QVERIFY(all.ends());

        Trainer goesOn(threeEpochs(), data, 1);
        const engine::Buffer start(goesOn.parameters().begin(), goesOn.parameters().end());
        for (int step = 0; step < 3; ++step)
            goesOn.step();
        engine::WatchedEvaluation evaluation = lateEvaluation;
        evaluation.cutOffStart = start;
        WatchedRun rest(goesOn, false, evaluation);
        QVERIFY(rest.ends());
        QCOMPARE(rest.log.evaluations.size(), std::size_t{4});
        QVERIFY(areSame(rest.log.evaluations.front(), all.log.evaluations.front()));
        QVERIFY(std::ranges::equal(goesOn.parameters(), whole.parameters()));
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

const RegisteredTest<RunTrainingTest> registeredRunTrainingTest;
#include "tst_run_training.moc"
