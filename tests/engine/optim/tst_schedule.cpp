#include "engine/errors.h"
#include "engine/optim/schedule.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>
#include <numbers>

using engine::Spec;

namespace {

constexpr std::uint64_t stepsPerEpoch = 10;

double factor(const Spec& schedule, std::uint64_t step)
{
    return scheduleFactor(complete(schedule, engine::scheduleKinds(), "schedule"), step, stepsPerEpoch);
}

/// Wide enough for a cosine, far below any mistake in a formula.
constexpr double tolerance = 1e-12;

} // namespace


class ScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void everyNumberHasItsUnit()
    {
        for (const engine::KindInfo& kind : engine::scheduleKinds())
            for (const engine::SettingInfo& setting : kind.settings)
                QVERIFY2(!setting.unit.empty(), setting.name.c_str());
    }

    void leavesAConstantRateAlone()
    {
        QCOMPARE(factor({"constant", {}}, 0), 1.0);
        QCOMPARE(factor({"constant", {}}, 12345), 1.0);
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
        QCOMPARE(factor({"exponential", {{"decay", 0.25}}}, step), expected);
    }

    void dropsInSteps_data()
    {
        QTest::addColumn<quint64>("step");
        QTest::addColumn<double>("expected");
        QTest::addRow("at first the whole rate") << quint64(0) << 1.0;
        QTest::addRow("level until the last step of three epochs") << quint64(29) << 1.0;
        QTest::addRow("the first drop") << quint64(30) << 0.5;
        QTest::addRow("level again") << quint64(59) << 0.5;
        QTest::addRow("the second drop") << quint64(60) << 0.25;
        QTest::addRow("ten drops") << quint64(300) << 0.0009765625;
    }

    void dropsInSteps()
    {
        QFETCH(quint64, step);
        QFETCH(double, expected);
        QCOMPARE(factor({"step", {{"factor", 0.5}, {"epochs", std::int64_t{3}}}}, step), expected);
    }

    // Keras' CosineDecay: (1 - alpha) 0.5 (1 + cos(π step / decay_steps)) + alpha
    void fallsAlongACosine_data()
    {
        QTest::addColumn<quint64>("step");
        QTest::addColumn<double>("expected");
        QTest::addRow("the whole rate") << quint64(0) << 1.0;
        QTest::addRow("a third of the way, cos(π/3) = 1/2") << quint64(20) << 0.75 * 0.8 + 0.2;
        QTest::addRow("half way") << quint64(30) << 0.6;
        QTest::addRow("two thirds") << quint64(40) << 0.25 * 0.8 + 0.2;
        QTest::addRow("one step before the end")
            << quint64(59) << 0.2 + 0.4 * (1 - std::cos(std::numbers::pi / 60));
        QTest::addRow("the end") << quint64(60) << 0.2;
        QTest::addRow("stays there") << quint64(1000) << 0.2;
    }

    void fallsAlongACosine()
    {
        QFETCH(quint64, step);
        QFETCH(double, expected);
        const double found = factor({"cosine", {{"epochs", std::int64_t{6}}, {"final", 0.2}}}, step);
        QCOMPARE_LT(std::abs(found - expected), tolerance);
    }

    // PyTorch's defaults: from 1/25 up in 0.3 of the cycle, down to 1/25/10000.
    void goesThroughOneCycle_data()
    {
        QTest::addColumn<quint64>("step");
        QTest::addColumn<double>("expected");
        QTest::addRow("starts at a 25th") << quint64(0) << 0.04;
        QTest::addRow("a third of the climb, cos(π/3) = 1/2") << quint64(10) << 0.04 + 0.96 * 0.25;
        QTest::addRow("half of the climb") << quint64(15) << 0.52;
        QTest::addRow("the top") << quint64(30) << 1.0;
        QTest::addRow("half of the fall") << quint64(65) << (1 + 4e-6) / 2;
        QTest::addRow("the end") << quint64(100) << 4e-6;
        QTest::addRow("stays there") << quint64(5000) << 4e-6;
    }

    void goesThroughOneCycle()
    {
        QFETCH(quint64, step);
        QFETCH(double, expected);
        QCOMPARE_LT(std::abs(factor({"one_cycle", {{"epochs", std::int64_t{10}}}}, step) - expected), tolerance);
    }

    void mayStartItsCycleAtTheTop()
    {
        const Spec schedule{"one_cycle", {{"epochs", std::int64_t{10}}, {"pct_start", 0.0}}};
        QCOMPARE_LT(std::abs(factor(schedule, 0) - 1), tolerance);
        QCOMPARE_LT(std::abs(factor(schedule, 50) - (1 + 4e-6) / 2), tolerance);
    }

    void warmsUpAndThenBegins_data()
    {
        QTest::addColumn<Spec>("schedule");
        QTest::addRow("constant") << Spec{"constant", {}};
        QTest::addRow("step") << Spec{"step", {{"epochs", std::int64_t{1}}}};
        QTest::addRow("exponential") << Spec{"exponential", {}};
        QTest::addRow("cosine") << Spec{"cosine", {}};
    }

    void warmsUpAndThenBegins()
    {
        QFETCH(Spec, schedule);
        Spec warm = schedule;
        warm.settings["warmup"] = 2.5;
        QCOMPARE(factor(warm, 0), 0.0);
        QCOMPARE(factor(warm, 5), 0.2);
        QCOMPARE(factor(warm, 24), 0.96);
        for (const std::uint64_t step : {0U, 1U, 9U, 10U, 20U, 33U, 500U})
            QCOMPARE(factor(warm, 25 + step), factor(schedule, step));
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<Spec>("schedule");
        QTest::addRow("no length") << Spec{"cosine", {{"epochs", std::int64_t{0}}}};
        QTest::addRow("half an epoch between drops") << Spec{"step", {{"epochs", 0.5}}};
        QTest::addRow("a drop that climbs") << Spec{"step", {{"factor", 1.5}}};
        QTest::addRow("warm-up before the start") << Spec{"constant", {{"warmup", -1.0}}};
        QTest::addRow("a cycle without a fall") << Spec{"one_cycle", {{"pct_start", 1.0}}};
        QTest::addRow("division by nothing") << Spec{"one_cycle", {{"div_factor", 0.0}}};
        QTest::addRow("a cycle warms up by itself") << Spec{"one_cycle", {{"warmup", 1.0}}};
    }

    void refusesWhatCannotBe()
    {
        QFETCH(Spec, schedule);
        QVERIFY_EXCEPTION_THROWN(complete(schedule, engine::scheduleKinds(), "schedule"), engine::SettingError);
    }
};

const RegisteredTest<ScheduleTest> registeredScheduleTest;
#include "tst_schedule.moc"
