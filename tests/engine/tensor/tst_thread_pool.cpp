#include "engine/tensor/thread_pool.h"

#include "engine/tensor/core_yield.h"
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
        QTest::addColumn<std::size_t>("workers");
        QTest::addColumn<std::size_t>("parts");
        for (const std::size_t workers : {1, 2, 3, 16})
            for (const std::size_t parts : {0, 1, 2, 7, 1'000})
                QTest::addRow("%zu parts on %zu workers", parts, workers) << workers << parts;
    }

    void runsEveryPartOnce()
    {
        QFETCH(std::size_t, workers);
        QFETCH(std::size_t, parts);
        ThreadPool pool(workers);
        QCOMPARE(pool.size(), workers);
        std::vector<int> timesRun(parts); // plain: the pool itself must order these writes before our reading
        std::vector<std::atomic<int>> insideWorker(workers);
        std::atomic<bool> orderly{true};
        for (int job = 1; job <= 3; ++job) {
            pool.run(parts, [&](std::size_t part, std::size_t worker) {
                if (worker >= workers || part >= parts || insideWorker[worker]++ != 0)
                    orderly = false;
                ++timesRun[part];
                --insideWorker[worker];
            });
            QCOMPARE(timesRun, std::vector<int>(parts, job));
        }
        QVERIFY(orderly); // never two parts on one worker at a time
    }

    void runsManyTinyJobs_data()
    {
        QTest::addColumn<std::size_t>("workers");
        QTest::addColumn<int>("jobs");
        QTest::addRow("two workers") << std::size_t{2} << 20'000;
        QTest::addRow("more workers than cores") << std::size_t{12} << 1'000;
    }

    void runsManyTinyJobs()
    {
        QFETCH(std::size_t, workers);
        QFETCH(int, jobs);
        ThreadPool pool(workers);
        std::vector<std::uint64_t> sums(workers + 1);
        for (int job = 0; job < jobs; ++job)
            pool.run(sums.size(), [&](std::size_t part, std::size_t) { sums[part] += part; });
        for (std::size_t part = 0; part < sums.size(); ++part)
            QCOMPARE(sums[part], part * std::uint64_t(jobs));
    }

    void rethrowsAndGoesOn_data()
    {
        QTest::addColumn<std::size_t>("workers");
        QTest::addColumn<bool>("everyPartThrows");
        for (const std::size_t workers : {1, 2, 5}) {
            QTest::addRow("one part of many throws, %zu workers", workers) << workers << false;
            QTest::addRow("every part throws, %zu workers", workers) << workers << true;
        }
    }

    void rethrowsAndGoesOn()
    {
        QFETCH(std::size_t, workers);
        QFETCH(bool, everyPartThrows);
        ThreadPool pool(workers);
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

    void lastWorkerRestsWhileTheCoreIsYielded_data()
    {
        QTest::addColumn<std::size_t>("workers");
        for (const std::size_t workers : {1, 2, 3})
            QTest::addRow("%zu workers", workers) << workers;
    }

    void lastWorkerRestsWhileTheCoreIsYielded()
    {
        QFETCH(std::size_t, workers);
        engine::CoreYield coreYield;
        ThreadPool pool(workers, &coreYield);
        std::vector<std::atomic<int>> done(workers);
        const auto countByWorker = [&](std::size_t, std::size_t worker) {
            std::atomic<int> busy{0}; // long enough for a worker that slept to wake and take part
            while (busy < 5'000)
                ++busy;
            ++done[worker];
        };
        coreYield.request();
        for (int job = 0; job < 20; ++job)
            pool.run(50, countByWorker);
        if (workers > 1)
            QCOMPARE(done.back().load(), 0); // the others did it all
        QCOMPARE(std::accumulate(done.begin(), done.end(), 0), 20 * 50);

        coreYield.release();
        const int before = done.back();
        QVERIFY(QTest::qWaitFor([&] {
            pool.run(50, countByWorker);
            return done.back() > before;
        }));
    }

    void lendsInTheMiddleOfAJob()
    {
        engine::CoreYield coreYield;
        ThreadPool pool(2, &coreYield);
        for (int job = 0; job < 100; ++job) {
            std::vector<int> timesRun(40);
            pool.run(timesRun.size(), [&](std::size_t part, std::size_t) {
                ++timesRun[part];
                part % 7 == 3 ? coreYield.request() : coreYield.release();
            });
            QCOMPARE(timesRun, std::vector<int>(timesRun.size(), 1));
        }
    }

    void goesAwayWhileTheCoreIsLent()
    {
        for (int i = 0; i < 50; ++i) {
            engine::CoreYield coreYield;
            ThreadPool pool(3, &coreYield);
            coreYield.request();
            pool.run(9, [](std::size_t, std::size_t) {});
        }
    }

    void takesOneWorkerForEachCore()
    {
        QCOMPARE_GE(ThreadPool(0).size(), std::size_t{1});
    }

    void goesAwayWithoutEverHavingWorked()
    {
        for (int i = 0; i < 100; ++i)
            ThreadPool pool(4);
    }
};

const RegisteredTest<ThreadPoolTest> registeredThreadPoolTest;
#include "tst_thread_pool.moc"
