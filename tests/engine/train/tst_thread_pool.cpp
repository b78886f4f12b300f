#include "engine/train/thread_pool.h"

#include "engine/train/core_loan.h"
#include "tests/registered_test.h"

#include <QTest>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

using engine::ThreadPool;

class ThreadPoolTest : public QObject
{
    Q_OBJECT

private slots:
    void runsEveryPartOnce_data()
    {
        QTest::addColumn<std::size_t>("lanes");
        QTest::addColumn<std::size_t>("parts");
        for (const std::size_t lanes : {1, 2, 3, 16})
            for (const std::size_t parts : {0, 1, 2, 7, 1'000})
                QTest::addRow("%zu parts on %zu lanes", parts, lanes) << lanes << parts;
    }

    void runsEveryPartOnce()
    {
        QFETCH(std::size_t, lanes);
        QFETCH(std::size_t, parts);
        ThreadPool pool(lanes);
        QCOMPARE(pool.size(), lanes);
        std::vector<int> timesRun(parts); // plain: the pool itself must order these writes before our reading
        std::vector<std::atomic<int>> insideLane(lanes);
        std::atomic<bool> orderly{true};
        for (int job = 1; job <= 3; ++job) {
            pool.run(parts, [&](std::size_t part, std::size_t lane) {
                if (lane >= lanes || part >= parts || insideLane[lane]++ != 0)
                    orderly = false;
                ++timesRun[part];
                --insideLane[lane];
            });
            QCOMPARE(timesRun, std::vector<int>(parts, job));
        }
        QVERIFY(orderly); // never two parts on one lane at a time
    }

    void runsManyTinyJobs_data()
    {
        QTest::addColumn<std::size_t>("lanes");
        QTest::addColumn<int>("jobs");
        QTest::addRow("two lanes") << std::size_t{2} << 20'000;
        QTest::addRow("more lanes than cores") << std::size_t{12} << 1'000;
    }

    void runsManyTinyJobs()
    {
        QFETCH(std::size_t, lanes);
        QFETCH(int, jobs);
        ThreadPool pool(lanes);
        std::vector<std::uint64_t> sums(lanes + 1);
        for (int job = 0; job < jobs; ++job)
            pool.run(sums.size(), [&](std::size_t part, std::size_t) { sums[part] += part; });
        for (std::size_t part = 0; part < sums.size(); ++part)
            QCOMPARE(sums[part], part * std::uint64_t(jobs));
    }

    void rethrowsAndGoesOn_data()
    {
        QTest::addColumn<std::size_t>("lanes");
        QTest::addColumn<bool>("everyPartThrows");
        for (const std::size_t lanes : {1, 2, 5}) {
            QTest::addRow("one part of many throws, %zu lanes", lanes) << lanes << false;
            QTest::addRow("every part throws, %zu lanes", lanes) << lanes << true;
        }
    }

    void rethrowsAndGoesOn()
    {
        QFETCH(std::size_t, lanes);
        QFETCH(bool, everyPartThrows);
        ThreadPool pool(lanes);
        const auto failing = [&](std::size_t part, std::size_t) {
            if (everyPartThrows || part == 5)
                throw std::out_of_range("part");
        };
        for (int i = 0; i < 50; ++i) {
            QVERIFY_EXCEPTION_THROWN(pool.run(20, failing), std::out_of_range);
            std::atomic<int> done{0};
            pool.run(20, [&](std::size_t, std::size_t) { ++done; });
            QCOMPARE(done.load(), 20);
        }
    }

    void lastLaneRestsWhileTheCoreIsLent_data()
    {
        QTest::addColumn<std::size_t>("lanes");
        for (const std::size_t lanes : {1, 2, 3})
            QTest::addRow("%zu lanes", lanes) << lanes;
    }

    void lastLaneRestsWhileTheCoreIsLent()
    {
        QFETCH(std::size_t, lanes);
        engine::CoreLoan loan;
        ThreadPool pool(lanes, &loan);
        std::vector<std::atomic<int>> done(lanes);
        const auto countByLane = [&](std::size_t, std::size_t lane) {
            std::atomic<int> busy{0}; // long enough for a lane that slept to wake and take part
            while (busy < 5'000)
                ++busy;
            ++done[lane];
        };
        loan.take();
        for (int job = 0; job < 20; ++job)
            pool.run(50, countByLane);
        if (lanes > 1)
            QCOMPARE(done.back().load(), 0); // the others did it all
        QCOMPARE(std::accumulate(done.begin(), done.end(), 0), 20 * 50);

        loan.giveBack();
        const int before = done.back();
        QVERIFY(QTest::qWaitFor([&] {
            pool.run(50, countByLane);
            return done.back() > before;
        }));
    }

    void lendsInTheMiddleOfAJob()
    {
        engine::CoreLoan loan;
        ThreadPool pool(2, &loan);
        for (int job = 0; job < 100; ++job) {
            std::vector<int> timesRun(40);
            pool.run(timesRun.size(), [&](std::size_t part, std::size_t) {
                ++timesRun[part];
                part % 7 == 3 ? loan.take() : loan.giveBack();
            });
            QCOMPARE(timesRun, std::vector<int>(timesRun.size(), 1));
        }
    }

    void goesAwayWhileTheCoreIsLent()
    {
        for (int i = 0; i < 50; ++i) {
            engine::CoreLoan loan;
            ThreadPool pool(3, &loan);
            loan.take();
            pool.run(9, [](std::size_t, std::size_t) {});
        }
    }

    void takesOneLaneForEachCore()
    {
        QCOMPARE_GE(ThreadPool(0).size(), std::size_t{1});
    }

    void goesAwayWithoutEverHavingWorked()
    {
        for (int i = 0; i < 100; ++i)
            ThreadPool pool(4);
    }
};

const RegisteredTest<ThreadPoolTest> registered;
#include "tst_thread_pool.moc"
