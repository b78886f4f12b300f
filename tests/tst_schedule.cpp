#include "engine/optim/schedule.h"

#include <QTest>

using engine::scheduleFactor;
using engine::Spec;

class ScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void leavesAConstantRateAlone()
    {
        QCOMPARE(scheduleFactor({"constant", {}}, 12345, 10), 1.0);
    }

    // Keras: initial_learning_rate * decay_rate ^ (step / decay_steps)
    void decaysExponentially_data()
    {
        QTest::addColumn<quint64>("step");
        QTest::addColumn<double>("expected");
        QTest::addRow("the first step has the whole rate") << quint64(0) << 1.0;
        QTest::addRow("half an epoch: the root") << quint64(5) << 0.5;
        QTest::addRow("one epoch: the decay") << quint64(10) << 0.25;
        QTest::addRow("three epochs: its cube") << quint64(30) << 0.015625;
    }

    void decaysExponentially()
    {
        QFETCH(quint64, step);
        QFETCH(double, expected);
        QCOMPARE(scheduleFactor({"exponential", {{"decay", 0.25}}}, step, 10), expected);
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "tst_schedule.moc"
