#include "engine/history/weight_history.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::Snapshot;
using engine::WeightHistory;

namespace {

constexpr std::size_t weights = 256; // a kilobyte each

WeightHistory::Moment moment(std::uint64_t step)
{
    return std::make_shared<const Snapshot>(Snapshot{step, engine::Buffer(weights)});
}

std::vector<std::uint64_t> steps(const WeightHistory& history)
{
    std::vector<std::uint64_t> steps;
    for (const auto& kept : history.moments())
        steps.push_back(kept->step);
    return steps;
}

} // namespace

class WeightHistoryTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheFirstTheLastAndSomeEvenlyBetween()
    {
        WeightHistory history(5 * 1024);
        for (std::uint64_t step = 0; step <= 1000; step += 10)
            history.add(moment(step));
        QCOMPARE(history.moments().size(), std::size_t{5});
        QCOMPARE(history.moments().front()->step, std::uint64_t{0});
        QCOMPARE(history.moments().back()->step, std::uint64_t{1000});
        const auto kept = steps(history);
        for (std::size_t i = 1; i < kept.size(); ++i) // four gaps of a thousand steps: none may take more than half of them
            QVERIFY2(kept[i] - kept[i - 1] <= 500, qPrintable(QString::number(kept[i])));
    }

    void findsTheNearest()
    {
        WeightHistory history;
        QVERIFY(!history.nearest(3));
        history.add(moment(0));
        history.add(moment(10));
        history.add(moment(30));
        QCOMPARE(history.nearest(4)->step, std::uint64_t{0});
        QCOMPARE(history.nearest(5)->step, std::uint64_t{0}); // of two as near the earlier
        QCOMPARE(history.nearest(6)->step, std::uint64_t{10});
        QCOMPARE(history.nearest(1000)->step, std::uint64_t{30});
    }

    void keepsTwoThatAloneAreTooMuch()
    {
        WeightHistory history(1);
        for (std::uint64_t step = 0; step < 5; ++step)
            history.add(moment(step));
        QCOMPARE(steps(history), (std::vector<std::uint64_t>{0, 4}));
    }

    void theSameStepAgainTakesItsPlaceAndAnEarlierOneTakesBackWhatCameAfter()
    {
        WeightHistory history;
        history.add(moment(0));
        history.add(moment(5));
        const auto again = moment(5);
        history.add(again);
        QCOMPARE(history.moments().size(), std::size_t{2});
        QCOMPARE(history.moments().back(), again);
        history.add(moment(9));
        history.add(moment(7));
        QCOMPARE(steps(history), (std::vector<std::uint64_t>{0, 5, 7}));
    }
};

const RegisteredTest<WeightHistoryTest> registeredWeightHistoryTest;
#include "tst_weight_history.moc"
