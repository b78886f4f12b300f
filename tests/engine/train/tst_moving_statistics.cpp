#include "engine/train/moving_statistics.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::ParameterSpec;
using Numbers = std::vector<float>;

class MovingStatisticsTest : public QObject
{
    Q_OBJECT

private slots:
    void addsTheMeanChangeAndKeepsOthersOff()
    {
        using Role = ParameterSpec::Role;
        engine::ParameterLayout layout;
        layout.add("one", 0, {{"weight", {2}, Role::Weight}, {"mean", {2}, Role::Statistic}});
        layout.add("two", 1, {{"scale", {1}, Role::Scale}, {"bias", {1}, Role::Bias}, {"mean", {1}, Role::Statistic}});
        engine::MovingStatistics statistics(layout);
        Numbers parameters{1, 2, 3, 4, 5, 6, 7};
        Numbers gradient{10, 20, 4, -8, 50, 60, 2};
        statistics.take(parameters, gradient, 4);
        QCOMPARE(parameters, (Numbers{1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(gradient, (Numbers{10, 20, 0, 0, 50, 60, 0}));

        parameters = {-1, -1, -1, -1, -1, -1, -1}; // an optimiser was there
        statistics.put(parameters);
        QCOMPARE(parameters, (Numbers{-1, -1, 4, 2, -1, -1, 7.5f}));
    }
};

const RegisteredTest<MovingStatisticsTest> registeredMovingStatisticsTest;
#include "tst_moving_statistics.moc"
