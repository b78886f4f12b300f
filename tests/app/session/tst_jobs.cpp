#include "app/session/jobs.h"

#include "tests/engine/train/event_counter.h"

#include "tests/registered_test.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <cstring>
#include <future>
#include <stdexcept>

#include <sys/resource.h>

using Stop = std::stop_token;
using engine::Progress;

namespace {

constexpr int ownStatus = 7;

/// Work that ends when the test says so, and looks at no stop token.
struct Gate
{
    std::promise<void> opened;
    std::shared_future<void> open = opened.get_future().share();
    std::shared_ptr<EventCounter> entered = std::make_shared<EventCounter>();

    auto work(int result) const
    {
        return [open = open, entered = entered, result](const Stop&, const Progress&) {
            entered->add();
            open.wait();
            return result;
        };
    }
};

int never(const Stop& stop, const Progress&)
{
    EventCounter stopped;
    const std::stop_callback onStop(stop, [&] { stopped.add(); });
    stopped.reaches(1);
    return 0;
}

/// Ends the process while work is under way that never looks whether it should stop.
int leaveBehind()
{
    auto jobs = std::make_unique<Jobs>();
    Jobs::Slot slot;
    const Gate gate;
    jobs->run(slot, {}, gate.work(1), [](int) {});
    if (!gate.entered->reaches(1))
        return 1;
    jobs.reset();
    return ownStatus;
}

} // namespace

class JobsTest : public QObject
{
    Q_OBJECT

private slots:
    void deliversWhatWorkReturnsOnTheGuiThread()
    {
        Jobs jobs;
        Jobs::Slot slot;
        std::optional<int> result;
        std::thread::id worker;
        std::thread::id receiver;
        jobs.run(slot, {}, [](const Stop&, const Progress&) { return std::pair(42, std::this_thread::get_id()); },
                 [&](const std::pair<int, std::thread::id>& answer) {
                     result = answer.first;
                     worker = answer.second;
                     receiver = std::this_thread::get_id();
                     QVERIFY(!slot.isRunning());
                 });
        QVERIFY(slot.isRunning());
        QTRY_COMPARE(result, std::optional(42));
        QVERIFY(worker != receiver);
        QCOMPARE(receiver, std::this_thread::get_id());
    }

    void resultsCanBeMovedOnlyOrNothing()
    {
        Jobs jobs;
        Jobs::Slot one;
        Jobs::Slot other;
        std::unique_ptr<int> moved;
        bool isDone = false;
        jobs.run(one, {}, [](const Stop&, const Progress&) { return std::make_unique<int>(3); },
                 [&](std::unique_ptr<int> result) { moved = std::move(result); });
        jobs.run(other, {}, [carried = std::make_unique<int>(4)](const Stop&, const Progress&) { ++*carried; }, [&] { isDone = true; });
        QTRY_VERIFY(moved && isDone);
        QCOMPARE(*moved, 3);
    }

    void startingAnewDropsWhatRanThere()
    {
        Jobs jobs;
        Jobs::Slot slot;
        std::vector<int> results;
        const auto note = [&](int result) { results.push_back(result); };
        const auto stopped = std::make_shared<EventCounter>();
        const auto begun = std::make_shared<EventCounter>();
        const auto untilStopped = [begun, stopped](const Stop& stop, const Progress& progress) {
            begun->add();
            const int result = never(stop, progress);
            stopped->add();
            return result; // which nobody wants any more
        };
        jobs.run(slot, {}, untilStopped, note);
        QVERIFY(begun->reaches(1));
        Gate gate;
        jobs.run(slot, {}, gate.work(1), note);
        QVERIFY(stopped->reaches(1));
        QVERIFY(gate.entered->reaches(1));
        jobs.run(slot, {}, [](const Stop&, const Progress&) { return 2; }, note);
        gate.opened.set_value();
        QTRY_COMPARE(results, std::vector{2});
        runOneAfter(jobs);
        QCOMPARE(results, std::vector{2});
    }

    void aDroppedJobThatHasNotBegunNeverDoes()
    {
        Jobs jobs;
        std::array<Jobs::Slot, 2> busy;
        Gate gate;
        for (Jobs::Slot& slot : busy)
            jobs.run(slot, {.queue = Jobs::Queue::Long}, gate.work(0), [](int) {});
        QVERIFY(gate.entered->reaches(2));
        Jobs::Slot slot;
        const auto begun = std::make_shared<EventCounter>();
        const auto held = std::make_shared<int>();
        bool isDone = false;
        const auto work = [begun, held](const Stop&, const Progress&) { begun->add(); };
        jobs.run(slot, {.queue = Jobs::Queue::Long}, work, [] {});
        jobs.run(slot, {.queue = Jobs::Queue::Long}, work, [&] { isDone = true; });
        gate.opened.set_value();
        QTRY_VERIFY(isDone);
        QCOMPARE(begun->count(), 1);
    }

    void aDestroyedSlotCancelsWithoutWaiting()
    {
        Jobs jobs;
        Gate gate;
        bool hasArrived = false;
        {
            Jobs::Slot slot;
            jobs.run(slot, {}, gate.work(1), [&](int) { hasArrived = true; });
            QVERIFY(gate.entered->reaches(1));
        }
        gate.opened.set_value(); // only now it can end
        runOneAfter(jobs);
        QVERIFY(!hasArrived);
    }

    void aReadyResultIsDroppedTooWhereItsSlotGoes()
    {
        Jobs jobs;
        Gate gate;
        auto slot = std::make_unique<Jobs::Slot>();
        bool hasArrived = false;
        const auto ended = std::make_shared<EventCounter>();
        jobs.run(*slot, {},
                 [ended](const Stop&, const Progress&) {
                     struct AtEnd
                     {
                         EventCounter& counter;
                         ~AtEnd() { counter.add(); }
                     } const atEnd{*ended};
                     return 1;
                 },
                 [&](int) { hasArrived = true; });
        QVERIFY(ended->reaches(1));
        slot.reset();
        runOneAfter(jobs);
        QVERIFY(!hasArrived);
    }

    void whatIsLiveWaitsForNothingLong()
    {
        Jobs jobs;
        std::array<Jobs::Slot, 8> many;
        Gate gate;
        int ended = 0;
        for (Jobs::Slot& slot : many)
            jobs.run(slot, {.queue = Jobs::Queue::Long}, gate.work(1), [&](int) { ++ended; });
        runOneAfter(jobs);
        QCOMPARE(ended, 0);
        gate.opened.set_value();
        QTRY_COMPARE(ended, 8);
    }

    void whatIsLongGivesWayToWhatIsLive()
    {
        Jobs jobs;
        Jobs::Slot one;
        Jobs::Slot other;
        std::optional<int> live;
        std::optional<int> longer;
        const int own = getpriority(PRIO_PROCESS, 0);
        const auto priority = [](const Stop&, const Progress&) { return getpriority(PRIO_PROCESS, 0); };
        jobs.run(one, {.queue = Jobs::Queue::Live}, priority, [&](int value) { live = value; });
        jobs.run(other, {.queue = Jobs::Queue::Long}, priority, [&](int value) { longer = value; });
        QTRY_VERIFY(live && longer);
        QVERIFY(*longer >= *live && *live >= own);
        QVERIFY(*longer > own || own >= 10);
    }

    void aFailureBecomesOneSentence()
    {
        Jobs jobs;
        Jobs::Slot slot;
        QString reason;
        const auto noResult = [](int) { QFAIL("there is no result"); };
        const auto note = [&](const QString& sentence) { reason = sentence; };
        jobs.run(slot, {.failed = note}, [](const Stop&, const Progress&) -> int { throw std::runtime_error("magic 2049, expected 2051"); }, noResult);
        QTRY_COMPARE(reason, QString("magic 2049, expected 2051"));
        jobs.run(slot, {.failed = note}, [](const Stop&, const Progress&) -> int { throw std::bad_alloc(); }, noResult);
        QTRY_COMPARE(reason, QString("There is not enough memory for this."));
        jobs.run(slot, {.failed = note}, [](const Stop&, const Progress&) -> int { throw 3; }, noResult);
        QTRY_COMPARE(reason, QString("Something went wrong, for an unknown reason."));
    }

    void aFailureThatNobodyAsksForIsTold()
    {
        Jobs jobs;
        Jobs::Slot slot;
        QSignalSpy failures(&jobs, &Jobs::failed);
        jobs.run(slot, {}, [](const Stop&, const Progress&) { throw std::runtime_error("broken"); }, [] {});
        QTRY_COMPARE(failures.count(), 1);
        QCOMPARE(failures[0][0].toString(), QString("broken"));
    }

    void theFailureOfADroppedJobIsNotTold()
    {
        Jobs jobs;
        QSignalSpy failures(&jobs, &Jobs::failed);
        {
            Jobs::Slot slot;
            jobs.run(slot, {},
                     [](const Stop& stop, const Progress& progress) {
                         never(stop, progress);
                         throw std::runtime_error("stopped");
                     },
                     [] {});
        }
        runOneAfter(jobs);
        QCOMPARE(failures.count(), 0);
    }

    void progressIsShownWithTheTitle()
    {
        Jobs jobs;
        Jobs::Slot slot;
        Jobs::Slot untitled;
        Gate gate;
        std::vector<Jobs::Progress> told;
        QSignalSpy changes(&jobs, &Jobs::changed);
        jobs.run(untitled, {}, gate.work(0), [](int) {});
        jobs.run(slot, {.title = "Occlusion", .progressed = [&](const Jobs::Progress& progress) { told.push_back(progress); }},
                 [open = gate.open](const Stop&, const Progress& progress) {
                     progress.report(0.25, "covering");
                     open.wait();
                 },
                 [] {});
        QCOMPARE(changes.count(), 1);
        QTRY_COMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].fraction, std::optional(0.25));
        QCOMPARE(told[0].phase, QString("covering"));
        const auto running = jobs.running();
        QCOMPARE(running.size(), std::size_t(1));
        QCOMPARE(running[0].title, QString("Occlusion"));
        QVERIFY(running[0].progress == told[0]);
        QVERIFY(running[0].canCancel);
        gate.opened.set_value();
        QTRY_VERIFY(jobs.running().empty());
        QVERIFY(changes.count() >= 3);
    }

    void aPersonCanCancelWhatIsShown()
    {
        Jobs jobs;
        Jobs::Slot slot;
        int cancelled = 0;
        bool hasArrived = false;
        jobs.run(slot, {.title = "Occlusion", .queue = Jobs::Queue::Long, .cancelled = [&] { ++cancelled; }}, never, [&](int) { hasArrived = true; });
        const Jobs::Id id = jobs.running().at(0).id;
        jobs.cancel(id);
        jobs.cancel(id);
        QCOMPARE(cancelled, 1);
        QVERIFY(!slot.isRunning());
        QVERIFY(jobs.running().empty());
        runOneAfter(jobs);
        QVERIFY(!hasArrived);
    }

    void aResultMayStartTheNextJobInItsSlot()
    {
        Jobs jobs;
        Jobs::Slot slot;
        int rounds = 0;
        std::function<void()> next = [&] {
            if (++rounds < 5)
                jobs.run(slot, {}, [](const Stop&, const Progress&) {}, [&] { next(); });
        };
        next();
        QTRY_COMPARE(rounds, 5);
    }

    void aResultMayEndEverything()
    {
        auto jobs = std::make_unique<Jobs>();
        Jobs::Slot one;
        Jobs::Slot other;
        bool isOver = false;
        const auto over = [&] {
            jobs.reset(); // a second time it would be a null one
            QVERIFY(!isOver);
            isOver = true;
        };
        jobs->run(one, {.title = "one"}, [](const Stop&, const Progress&) {}, over);
        jobs->run(other, {.title = "other"}, [](const Stop&, const Progress&) {}, over);
        QTRY_VERIFY(isOver);
        QVERIFY(!one.isRunning());
    }

    void workGoesOnTheThreadThatDidIt()
    {
        struct Held
        {
            std::shared_ptr<std::promise<std::thread::id>> gone = std::make_shared<std::promise<std::thread::id>>();
            ~Held() { gone->set_value(std::this_thread::get_id()); }
        };
        Jobs jobs;
        Jobs::Slot slot;
        bool isDone = false;
        auto held = std::make_shared<const Held>();
        auto gone = held->gone->get_future();
        jobs.run(slot, {}, [held = std::move(held)](const Stop&, const Progress&) {}, [&] { isDone = true; });
        QTRY_VERIFY(isDone);
        QVERIFY(gone.get() != std::this_thread::get_id());
    }

    void whatMustBeFinishedIsFinishedInOrderThoughTheWindowCloses()
    {
        Gate slow;
        std::vector<int> written;
        bool isCalledBack = false;
        {
            Jobs jobs;
            Jobs::Slot slot;
            jobs.run(slot, {.title = "slow", .queue = Jobs::Queue::Long}, slow.work(1), [&](int) { isCalledBack = true; });
            QVERIFY(slow.entered->reaches(1));
            for (int file = 0; file < 20; ++file)
                jobs.finish(this, {}, [&written, file] { written.push_back(file); }, [&] { isCalledBack = true; });
            QVERIFY(jobs.isFinishing());
        } // the slow one still runs
        QCOMPARE(written.size(), std::size_t(20));
        QVERIFY(std::ranges::is_sorted(written));
        QVERIFY(!isCalledBack);
        slow.opened.set_value();
    }

    void tellsWhenAllIsFinished()
    {
        Jobs jobs;
        QSignalSpy finished(&jobs, &Jobs::allFinished);
        int done = 0;
        for (int i = 0; i < 3; ++i)
            jobs.finish(this, {.title = "Saving"}, [] { return 1; }, [&](int one) { done += one; });
        QVERIFY(!jobs.running().at(0).canCancel);
        jobs.cancel(jobs.running().at(0).id);
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(done, 3);
        QVERIFY(!jobs.isFinishing());
    }

    void whatCouldNotBeFinishedIsToldWhoeverIsGone()
    {
        Jobs jobs;
        QSignalSpy failures(&jobs, &Jobs::failed);
        Gate gate;
        auto receiver = std::make_unique<QObject>();
        const auto notCalled = [](const QString&) { QFAIL("its receiver is gone"); };
        jobs.finish(receiver.get(), {.failed = notCalled},
                    [open = gate.open] {
                        open.wait();
                        throw std::runtime_error("no space left");
                    },
                    [] {});
        receiver.reset();
        gate.opened.set_value();
        QTRY_COMPARE(failures.count(), 1);
        QCOMPARE(failures[0][0].toString(), QString("no space left"));
    }

    void aProcessEndsThoughWorkNeverLooksWhetherItShould()
    {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("tst_jobs"), QStringLiteral("--leave-behind")});
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), ownStatus);
    }

private:
    /// By then whatever was ready before has been delivered, or never will be.
    static void runOneAfter(Jobs& jobs)
    {
        Jobs::Slot slot;
        bool isDone = false;
        jobs.run(slot, {}, [](const Stop&, const Progress&) {}, [&] { isDone = true; });
        QTRY_VERIFY(isDone);
    }
};

namespace {

/// As RegisteredTest does, but for the process that a test starts.
int runJobsTest(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc > 1 && std::strcmp(argv[1], "--leave-behind") == 0)
        return leaveBehind();
    JobsTest test;
    return QTest::qExec(&test, argc, argv);
}

const bool isRegistered = (registerTest(__FILE__, runJobsTest), true);

} // namespace

#include "tst_jobs.moc"
