#include "engine/model/run_log.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::RunLog;

class RunLogTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheOrderOfWhatIsAppended()
    {
        RunLog log{.steps = {{.step = 1}}, .events = {{1, 0.5f}}};
        log.append({.steps = {{.step = 2}, {.step = 3}}, .pretrainingSteps = {{.step = 7}}, .events = {{3, 0.25f}}});
        QCOMPARE(log.steps.size(), std::size_t{3});
        QCOMPARE(log.steps.back().step, std::uint64_t{3});
        QCOMPARE(log.pretrainingSteps.front().step, std::uint64_t{7});
        QVERIFY(log.events == (std::vector<engine::RunEvent>{{1, 0.5f}, {3, 0.25f}}));
    }

    void aSecondEvaluationOfAStepTakesThePlaceOfTheFirst()
    {
        RunLog log{.evaluations = {{.step = 0, .testAccuracy = 0.1f}}};
        log.append({.evaluations = {{.step = 0, .testAccuracy = 0.2f}, {.step = 5, .testAccuracy = 0.3f}}});
        QCOMPARE(log.evaluations.size(), std::size_t{2});
        QCOMPARE(log.evaluations.front().testAccuracy, 0.2f);
    }

    void anEvaluationThatComesLateGoesToItsPlace()
    {
        RunLog log{.evaluations = {{.step = 5}, {.step = 10}}};
        log.append({.evaluations = {{.step = 0, .testAccuracy = 0.1f},
                                    {.step = 10, .testAccuracy = 0.5f},
                                    {.step = 7}}});
        std::vector<std::uint64_t> steps;
        for (const auto& record : log.evaluations)
            steps.push_back(record.step);
        QCOMPARE(steps, (std::vector<std::uint64_t>{0, 5, 7, 10}));
        QCOMPARE(log.evaluations.front().testAccuracy, 0.1f);
        QCOMPARE(log.evaluations.back().testAccuracy, 0.5f);
    }

    void goesBackToWhatItWas()
    {
        RunLog log{.steps = {{.step = 4}, {.step = 5}, {.step = 6}},
                   .evaluations = {{.step = 0}, {.step = 6}},
                   .pretrainingSteps = {{.step = 9}, {.step = 10}},
                   .pretrainingEpochs = {{.step = 10}},
                   .events = {{5, 0.1f}, {6, 0.2f}}};
        log.truncate(5, 9);
        QCOMPARE(log.steps.size(), std::size_t{2});
        QCOMPARE(log.evaluations.size(), std::size_t{1});
        QCOMPARE(log.pretrainingSteps.size(), std::size_t{1});
        QVERIFY(log.pretrainingEpochs.empty());
        QCOMPARE(log.events.size(), std::size_t{1});
    }

    void isEmptyOnceCleared()
    {
        RunLog log{.pretrainingEpochs = {{.step = 10}}};
        QVERIFY(!log.isEmpty());
        log.clear();
        QVERIFY(log.isEmpty());
    }
};

const RegisteredTest<RunLogTest> registeredRunLogTest;
#include "tst_run_log.moc"
