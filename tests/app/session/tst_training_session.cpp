#include "app/session/training_session.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace {

/// 15 steps: 90 digits in batches of 20, three times.
engine::Recipe threeEpochs()
{
    engine::Recipe recipe = smallMlp();
    recipe.batchSize = 20;
    recipe.epochs = 3;
    return recipe;
}

engine::Recipe endless()
{
    engine::Recipe recipe = threeEpochs();
    recipe.epochs = 100'000;
    return recipe;
}

engine::Recipe exploding()
{
    engine::Recipe recipe = endless();
    recipe.layers.insert(recipe.layers.begin() + 1, 6, {"dense", {{"units", std::int64_t{16}}}});
    recipe.optimizer = {"sgd", {{"learning_rate", 1e9}}};
    return recipe;
}

TrainingSession::Job job(const engine::Recipe& recipe)
{
    return {.recipe = recipe, .data = digitSplits(90, 30), .from = {}};
}

/// A session, and all that it has said so far.
class WatchedSession
{
public:
    WatchedSession()
    {
        QObject::connect(&session, &TrainingSession::updated, &session, [this](const engine::TrainingFeed::Update& update) {
            steps.insert(steps.end(), update.log.steps.begin(), update.log.steps.end());
            evaluations.insert(evaluations.end(), update.log.evaluations.begin(), update.log.evaluations.end());
            stepsAtFirstEvaluation = evaluations.empty() ? steps.size() : stepsAtFirstEvaluation;
            if (update.snapshot)
                snapshot = update.snapshot;
            if (update.checkpoint)
                checkpoint = update.checkpoint;
            isPaused = update.paused;
        });
        QObject::connect(&session, &TrainingSession::finished, &session, [this] { wasActiveAtTheEnd = session.isActive(); });
    }

    bool isPausedAfter(std::size_t count) const { return isPaused && steps.size() == count; }
    bool stepsCountFromOne() const
    {
        for (std::size_t i = 0; i < steps.size(); ++i)
            if (steps[i].step != i + 1)
                return false;
        return true;
    }

    TrainingSession session;
    std::vector<engine::StepRecord> steps;
    std::vector<engine::EvaluationRecord> evaluations;
    std::shared_ptr<const engine::Snapshot> snapshot;
    std::shared_ptr<const engine::Checkpoint> checkpoint;
    std::size_t stepsAtFirstEvaluation = 0;
    bool isPaused = false;
    bool wasActiveAtTheEnd = false;
    QSignalSpy finished{&session, &TrainingSession::finished};
    QSignalSpy failed{&session, &TrainingSession::failed};
};

} // namespace

class TrainingSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void repeatsEveryRecordOnceAndInOrder()
    {
        WatchedSession watched;
        watched.session.start(job(threeEpochs()));
        QVERIFY(watched.session.isActive());
        QTRY_COMPARE(watched.finished.count(), 1);
        QVERIFY(watched.failed.isEmpty());
        QVERIFY(!watched.wasActiveAtTheEnd);
        QVERIFY(watched.stepsCountFromOne());
        QCOMPARE(watched.steps.size(), std::size_t{15});
        QCOMPARE(watched.snapshot->step, std::uint64_t{15});
        QCOMPARE(watched.checkpoint->step, std::uint64_t{15});
        QVERIFY(watched.snapshot->parameters == watched.checkpoint->parameters);

        // Its timer is at rest: what a second session says is all that comes from now on.
        WatchedSession other;
        other.session.start(job(threeEpochs()));
        QTRY_COMPARE(other.finished.count(), 1);
        QCOMPARE(watched.finished.count(), 1);
        QCOMPARE(watched.steps.size(), std::size_t{15});
    }

    void evaluatesBeforeTheFirstStep()
    {
        WatchedSession watched;
        watched.session.start(job(threeEpochs()), 0);
        QTRY_VERIFY(watched.isPausedAfter(0));
        QTRY_COMPARE(watched.evaluations.size(), std::size_t{1}); // on a busy machine later than the pause
        QCOMPARE(watched.evaluations.front().step, std::uint64_t{0});
        QCOMPARE(watched.evaluations.front().testSamples, std::size_t{30});
        watched.session.resume();
        QTRY_COMPARE(watched.finished.count(), 1);
        QCOMPARE(watched.stepsAtFirstEvaluation, std::size_t{0});
        QCOMPARE(watched.evaluations.back().step, std::uint64_t{15});
    }

    void pausesResumesAndWalks()
    {
        WatchedSession watched;
        watched.session.start(job(threeEpochs()), 3);
        QTRY_VERIFY(watched.isPausedAfter(3));
        QCOMPARE(watched.snapshot->step, std::uint64_t{3});
        watched.session.runSteps(1);
        QTRY_VERIFY(watched.isPausedAfter(4));
        QCOMPARE(watched.checkpoint->step, std::uint64_t{4});
        watched.session.resume();
        QTRY_COMPARE(watched.finished.count(), 1);
        QVERIFY(watched.stepsCountFromOne());
        QCOMPARE(watched.steps.size(), std::size_t{15});
    }

    void pausesARunningRun()
    {
        WatchedSession watched;
        watched.session.start(job(endless()));
        QTRY_VERIFY(!watched.steps.empty());
        watched.session.pause();
        QTRY_VERIFY(watched.isPaused);
        QCOMPARE(watched.snapshot->step, std::uint64_t(watched.steps.size()));
        QVERIFY(watched.session.isActive());
    }

    void answersAStop_data()
    {
        QTest::addColumn<bool>("isPausedFirst");
        QTest::addRow("while it runs") << false;
        QTest::addRow("while it is paused") << true;
    }

    void answersAStop()
    {
        QFETCH(bool, isPausedFirst);
        WatchedSession watched;
        watched.session.start(job(endless()));
        QTRY_VERIFY(watched.steps.size() >= 3);
        if (isPausedFirst) {
            watched.session.pause();
            QTRY_VERIFY(watched.isPaused);
        }
        watched.session.stop();
        QTRY_COMPARE(watched.finished.count(), 1);
        QVERIFY(watched.failed.isEmpty());
        QVERIFY(!watched.session.isActive());
        QCOMPARE(watched.checkpoint->step, std::uint64_t(watched.steps.size()));
        QVERIFY(watched.stepsCountFromOne());
    }

    void goesOnFromACheckpointBitForBit()
    {
        WatchedSession whole;
        whole.session.start(job(threeEpochs()));
        QTRY_COMPARE(whole.finished.count(), 1);

        WatchedSession parts;
        parts.session.start(job(threeEpochs()), 7);
        QTRY_VERIFY(parts.isPausedAfter(7));
        parts.session.stop();
        QTRY_COMPARE(parts.finished.count(), 1);
        auto rest = job(threeEpochs());
        rest.from = parts.checkpoint;
        parts.session.start(rest);
        QTRY_COMPARE(parts.finished.count(), 2);
        QCOMPARE(parts.steps.size(), std::size_t{15});
        QVERIFY(parts.snapshot->parameters == whole.snapshot->parameters);
    }

    void givesACheckpointWhileItRuns()
    {
        WatchedSession watched;
        watched.session.start(job(endless()));
        QTRY_VERIFY(!watched.steps.empty());
        QVERIFY(!watched.checkpoint);
        watched.session.requestCheckpoint();
        QTRY_VERIFY(watched.checkpoint);
        QVERIFY(watched.session.isActive());
    }

    void failsInASentenceAndKeepsFiniteWeights()
    {
        WatchedSession watched;
        watched.session.start(job(exploding()));
        QTRY_COMPARE(watched.finished.count(), 1);
        QCOMPARE(watched.failed.count(), 1);
        QVERIFY2(watched.failed.front().front().toString().contains(QStringLiteral("finite")),
                 qPrintable(watched.failed.front().front().toString()));
        QVERIFY(!watched.session.isActive());
        QVERIFY(std::ranges::all_of(watched.snapshot->parameters, [](float w) { return std::isfinite(w); }));
        QCOMPARE(watched.snapshot->step, std::uint64_t(watched.steps.size()));
    }

    void failsWhereTheDataDoesNotFit()
    {
        WatchedSession watched;
        watched.session.start({.recipe = threeEpochs(), .data = xorSplits(), .from = {}});
        QTRY_COMPARE(watched.finished.count(), 1);
        QCOMPARE(watched.failed.count(), 1);
        QVERIFY(watched.steps.empty());

        watched.session.start(job(threeEpochs()));
        QTRY_COMPARE(watched.finished.count(), 2);
        QCOMPARE(watched.failed.count(), 1);
        QCOMPARE(watched.steps.size(), std::size_t{15});
    }

    void canGoWhileItTrains()
    {
        auto watched = std::make_unique<WatchedSession>();
        watched->session.start(job(endless()));
        QTRY_VERIFY(!watched->steps.empty());
        watched.reset();
    }
};

const RegisteredTest<TrainingSessionTest> registeredTrainingSessionTest;
#include "tst_training_session.moc"
