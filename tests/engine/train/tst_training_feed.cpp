#include "engine/train/training_feed.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <stdexcept>
#include <thread>

using engine::Buffer;
using engine::Snapshot;
using engine::TrainingFeed;

namespace {

std::shared_ptr<const Snapshot> snapshotOf(std::uint64_t step, std::size_t size = 1)
{
    return std::make_shared<const Snapshot>(Snapshot{step, Buffer(size, float(step))});
}

} // namespace

class TrainingFeedTest : public QObject
{
    Q_OBJECT

private slots:
    void deliversEveryRecordInOrderAndNoTornSnapshot()
    {
        constexpr std::uint64_t steps = 50'000;
        constexpr int snapshotsAtLeast = 20; // so that the reader was there in between, however few cores there are
        TrainingFeed feed;
        std::uint64_t stepsDone = 0;
        std::jthread trainer([&](const std::stop_token& stop) {
            int posted = 0;
            for (std::uint64_t step = 1; step <= steps || posted < snapshotsAtLeast; ++step) {
                if (stop.stop_requested()) // the reader has given up
                    break;
                stepsDone = step;
                feed.record(engine::StepRecord{.step = step});
                if (step % 100 == 0)
                    feed.record(engine::EvaluationRecord{.step = step});
                if (feed.snapshotWanted()) {
                    feed.post(snapshotOf(step, 5'000));
                    ++posted;
                }
                feed.flush();
            }
            feed.finish(nullptr);
        });

        std::uint64_t lastStep = 0, lastEvaluation = 0;
        int snapshots = 0;
        for (bool finished = false; !finished;) {
            const auto update = feed.take();
            for (const auto& record : update.log.steps)
                QCOMPARE(record.step, ++lastStep);
            for (const auto& record : update.log.evaluations)
                QCOMPARE(record.step, lastEvaluation += 100);
            if (update.snapshot) {
                ++snapshots;
                QCOMPARE_LE(update.snapshot->step, lastStep);
                QVERIFY(std::ranges::all_of(update.snapshot->parameters,
                                            [&](float w) { return w == float(update.snapshot->step); }));
                feed.requestSnapshot();
            }
            finished = update.finished;
            std::this_thread::yield();
        }
        trainer.join();
        QCOMPARE(lastStep, stepsDone);
        QCOMPARE(lastEvaluation, stepsDone / 100 * 100);
        QCOMPARE_GE(snapshots, snapshotsAtLeast);
    }

    void deliversTheNewestFirstLookOnce()
    {
        TrainingFeed feed;
        feed.post(engine::FirstLook{.testSamples = 10});
        feed.post(engine::FirstLook{.testSamples = 20});
        feed.flushAll();
        feed.flushAll();
        QCOMPARE(feed.take().firstLook->testSamples, std::size_t{20});
        QVERIFY(!feed.take().firstLook);
    }

    void wantsASnapshotOnlyWhenAsked()
    {
        TrainingFeed feed;
        QVERIFY(feed.snapshotWanted()); // the first picture comes unasked
        feed.post(snapshotOf(1));
        QVERIFY(!feed.snapshotWanted());
        feed.flushAll();
        QVERIFY(feed.take().snapshot);
        QVERIFY(!feed.take().snapshot);
        feed.requestSnapshot();
        QVERIFY(feed.snapshotWanted());
    }

    void wantsACheckpointOnlyWhenAsked()
    {
        TrainingFeed feed;
        QVERIFY(!feed.checkpointWanted());
        feed.requestCheckpoint();
        QVERIFY(feed.checkpointWanted());
        const auto checkpoint = std::make_shared<engine::Checkpoint>();
        checkpoint->step = 7;
        feed.post(std::shared_ptr<const engine::Checkpoint>(checkpoint));
        QVERIFY(!feed.checkpointWanted());
        feed.flushAll();
        QCOMPARE(feed.take().checkpoint->step, std::uint64_t{7});
        QVERIFY(!feed.take().checkpoint);
    }

    void deliversEveryEventInOrder()
    {
        TrainingFeed feed;
        feed.record(engine::RunEvent{.step = 1, .learningRate = 0.1f});
        feed.flush();
        feed.record(engine::RunEvent{.step = 1, .learningRate = 0.2f});
        feed.flush();
        QVERIFY(feed.take().log.events == (std::vector<engine::RunEvent>{{1, 0.1f}, {1, 0.2f}}));
        QVERIFY(feed.take().log.events.empty());
    }

    void keepsOnlyTheNewestSnapshot()
    {
        TrainingFeed feed;
        for (std::uint64_t step = 1; step <= 3; ++step) {
            feed.post(snapshotOf(step));
            feed.flushAll();
        }
        QCOMPARE(feed.take().snapshot->step, std::uint64_t{3});
    }

    void holdsBackWhatIsNotFlushed()
    {
        TrainingFeed feed;
        feed.record(engine::StepRecord{.step = 1});
        QVERIFY(feed.take().log.steps.empty());
        feed.flush();
        QCOMPARE(feed.take().log.steps.size(), std::size_t{1});
        QVERIFY(feed.take().log.steps.empty());
    }

    void goesOnTellingAState()
    {
        TrainingFeed feed;
        feed.setSpeed(1234);
        feed.setEvaluating(true);
        feed.setPaused(true);
        feed.flushAll();
        for (int i = 0; i < 2; ++i) {
            const auto update = feed.take();
            QCOMPARE(update.samplesPerSecond, 1234.0);
            QVERIFY(update.evaluating);
            QVERIFY(update.paused);
            QVERIFY(!update.finished);
        }
        feed.setPaused(false);
        feed.setEvaluating(false);
        feed.flush();
        QVERIFY(!feed.take().paused);
        QVERIFY(!feed.take().evaluating);
    }

    void handsOverEverythingWithTheError()
    {
        TrainingFeed feed;
        feed.record(engine::StepRecord{.step = 1});
        feed.post(snapshotOf(1));
        feed.finish(std::make_exception_ptr(std::runtime_error("it broke")));
        const auto update = feed.take();
        QVERIFY(update.finished);
        QCOMPARE(update.log.steps.size(), std::size_t{1});
        QCOMPARE(update.snapshot->step, std::uint64_t{1});
        QVERIFY_EXCEPTION_THROWN(std::rethrow_exception(update.error), std::runtime_error);
        QVERIFY(feed.take().finished);
        QVERIFY(!feed.take().error); // told once
    }
};

const RegisteredTest<TrainingFeedTest> registeredTrainingFeedTest;
#include "tst_training_feed.moc"
