#include "engine/train/training_controls.h"
#include "tests/engine/train/event_counter.h"
#include "tests/registered_test.h"

#include <QTest>

#include <chrono>
#include <thread>

using engine::TrainingControls;

namespace {

/// A training thread that does nothing but ask whether it may go on.
class Asking
{
public:
    explicit Asking(TrainingControls& controls)
        : m_thread([this, &controls](const std::stop_token& stop) {
            while (controls.mayContinue(stop, [this] { pauses.add(); }))
                steps.add();
            ends.add();
        })
    {
    }

    void stop() { m_thread.request_stop(); }

    EventCounter steps;
    EventCounter pauses;
    EventCounter ends;

private:
    std::jthread m_thread; // last: joined before the counters go
};

} // namespace

class TrainingControlsTest : public QObject
{
    Q_OBJECT

private slots:
    void runsUntilItIsStopped()
    {
        TrainingControls controls;
        Asking thread(controls);
        QVERIFY(thread.steps.reaches(10));
        thread.stop();
        QVERIFY(thread.ends.reaches(1));
        QCOMPARE(thread.pauses.count(), 0);
    }

    void waitsWhilePaused()
    {
        TrainingControls controls;
        controls.pause();
        Asking thread(controls);
        QVERIFY(thread.pauses.reaches(1));
        QCOMPARE(thread.steps.count(), 0);
        controls.resume();
        QVERIFY(thread.steps.reaches(10));
        controls.pause();
        QVERIFY(thread.pauses.reaches(2));
        const int steps = thread.steps.count();
        controls.pause(); // already
        QCOMPARE(thread.steps.count(), steps);
        QCOMPARE(thread.pauses.count(), 2);
    }

    void keepsAPaceThatCanBeWatched()
    {
        using Clock = std::chrono::steady_clock;
        TrainingControls controls;
        controls.setPace(200);
        const auto start = Clock::now();
        Asking thread(controls);
        QVERIFY(thread.steps.reaches(21));
        QVERIFY(Clock::now() - start >= std::chrono::milliseconds(100)); // twenty waits of 5 ms
        controls.setPace({});
        QVERIFY(thread.steps.reaches(20'000)); // which would take 100 s
    }

    void obeysWhileItKeepsASlowPace()
    {
        TrainingControls controls;
        controls.setPace(0.001); // the second step is due in a quarter of an hour
        Asking thread(controls);
        QVERIFY(thread.steps.reaches(1));
        controls.pause();
        QVERIFY(thread.pauses.reaches(1));
        controls.runSteps(5); // as ordered, at once
        QVERIFY(thread.pauses.reaches(2));
        QCOMPARE(thread.steps.count(), 6);
        controls.resume();
        QVERIFY(thread.steps.reaches(7));
        thread.stop();
        QVERIFY(thread.ends.reaches(1));
        QCOMPARE(thread.steps.count(), 7);
    }

    void runsAsManyStepsAsAsked()
    {
        TrainingControls controls;
        controls.pause();
        Asking thread(controls);
        QVERIFY(thread.pauses.reaches(1));
        controls.runSteps(1);
        QVERIFY(thread.pauses.reaches(2));
        QCOMPARE(thread.steps.count(), 1);
        controls.runSteps(3);
        QVERIFY(thread.pauses.reaches(3));
        QCOMPARE(thread.steps.count(), 4);
        controls.runSteps(0);
        QCOMPARE(thread.steps.count(), 4);
    }

    void pausesARunThatIsAskedForSingleSteps()
    {
        TrainingControls controls;
        Asking thread(controls);
        QVERIFY(thread.steps.reaches(1));
        controls.runSteps(2);
        QVERIFY(thread.pauses.reaches(1));
        const int steps = thread.steps.count();
        controls.runSteps(2);
        QVERIFY(thread.pauses.reaches(2));
        QCOMPARE(thread.steps.count(), steps + 2);
    }

    void dropsTheRestOfTheStepsAtAPause()
    {
        TrainingControls controls;
        controls.runSteps(1'000'000);
        controls.pause();
        Asking thread(controls);
        QVERIFY(thread.pauses.reaches(1));
        QCOMPARE(thread.steps.count(), 0);
    }

    void stopsWhilePaused()
    {
        TrainingControls controls;
        controls.pause();
        Asking thread(controls);
        QVERIFY(thread.pauses.reaches(1));
        thread.stop();
        QVERIFY(thread.ends.reaches(1));
        QCOMPARE(thread.steps.count(), 0);
    }

    void onlyANewOrderInterrupts()
    {
        TrainingControls controls;
        std::stop_source source;
        const auto token = source.get_token();
        QVERIFY(!controls.interrupts(true));
        controls.runSteps(2);
        QVERIFY(controls.interrupts(true)); // somebody waits for the steps
        QVERIFY(!controls.interrupts(false));
        QVERIFY(controls.mayContinue(token, [] {}));
        QVERIFY(!controls.interrupts(true)); // they are being made, what lies between them too
        QVERIFY(controls.hasSteps());
        controls.runSteps(1);
        QVERIFY(controls.interrupts(true));
        QVERIFY(controls.waitWhilePaused(token, [] {})); // takes none
        QVERIFY(!controls.interrupts(true));
        controls.pause();
        QVERIFY(controls.interrupts(false));
        QVERIFY(!controls.hasSteps());
        controls.resume();
        QVERIFY(!controls.interrupts(true));
    }

    void worksWhilePausedAfterStepsUntilThereIsNoMore()
    {
        TrainingControls controls;
        controls.runSteps(1);
        int pauses = 0, slices = 0;
        const auto work = [&] {
            if (++slices == 3)
                controls.resume();
            return slices < 3;
        };
        QVERIFY(controls.mayContinue({}, [&] { ++pauses; }, work));
        QCOMPARE(slices, 0);
        QVERIFY(controls.mayContinue({}, [&] { ++pauses; }, work));
        QCOMPARE(slices, 3);
        QCOMPARE(pauses, 1);
    }

    void restsWhileAPersonPausesIt()
    {
        TrainingControls controls;
        controls.runSteps(0);
        std::stop_source source;
        int slices = 0;
        const auto work = [&] {
            ++slices;
            controls.pause();
            source.request_stop(); // it would wait for ever
            return true;
        };
        QVERIFY(!controls.waitWhilePaused(source.get_token(), [] {}, work));
        QCOMPARE(slices, 1);
        controls.pause();
        source = {};
        std::jthread person([&controls] { controls.resume(); });
        QVERIFY(controls.waitWhilePaused(source.get_token(), [] {}, work));
        QCOMPARE(slices, 1);
    }

    void doesNotEvenBeginOnceStopped()
    {
        TrainingControls controls;
        std::stop_source source;
        source.request_stop();
        QVERIFY(!controls.mayContinue(source.get_token(), [] {}));
    }

    void handsOverTheNewestLearningRateOnce()
    {
        TrainingControls controls;
        QVERIFY(!controls.takeLearningRate());
        controls.setLearningRate(0.1f);
        controls.setLearningRate(0.2f);
        QCOMPARE(controls.takeLearningRate(), std::optional(0.2f));
        QVERIFY(!controls.takeLearningRate());
    }

    void survivesOrdersFromManyThreads()
    {
        TrainingControls controls;
        Asking thread(controls);
        {
            std::vector<std::jthread> people;
            for (int person = 0; person < 4; ++person)
                people.emplace_back([&] {
                    for (int i = 0; i < 500; ++i) {
                        controls.pause();
                        controls.setLearningRate(float(i));
                        controls.runSteps(2);
                        controls.resume();
                    }
                });
        }
        controls.resume();
        QVERIFY(thread.steps.reaches(thread.steps.count() + 10));
        QVERIFY(controls.takeLearningRate().has_value());
        thread.stop();
        QVERIFY(thread.ends.reaches(1));
    }
};

const RegisteredTest<TrainingControlsTest> registeredTrainingControlsTest;
#include "tst_training_controls.moc"
