#include "engine/optim/clipping.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

class ClippingTest : public QObject
{
    Q_OBJECT

private slots:
    // Arrays (3, 4) of norm 5 and (-12) of norm 12: together 13.
    void cutsAsKerasDoes_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<double>("limit");
        QTest::addColumn<std::vector<float>>("left");
        const auto row = [](const char* kind, double limit, const std::vector<float>& left) {
            QTest::addRow("%s %g", kind, limit) << QString::fromLatin1(kind) << limit << left;
        };
        row("clipvalue", 3.5, {3, 3.5f, -3.5f});
        row("clipvalue", 12, {3, 4, -12});
        row("clipnorm", 10, {3, 4, -10});
        row("clipnorm", 2.5, {1.5f, 2, -2.5f});
        row("clipnorm", 12, {3, 4, -12});
        row("global_clipnorm", 6.5, {1.5f, 2, -6});
        row("global_clipnorm", 13, {3, 4, -12});
    }

    void cutsAsKerasDoes()
    {
        QFETCH(QString, kind);
        QFETCH(double, limit);
        QFETCH(std::vector<float>, left);
        engine::ParameterLayout layout;
        layout.add("dense_1", 0, {{.name = "weight", .shape = {1, 2}}, {.name = "bias", .shape = {1}}});
        std::vector<float> gradient{3, 4, -12};
        clip({kind.toStdString(), {{"limit", limit}}}, layout, gradient);
        QCOMPARE_LT(largestDifference(gradient, left), 1e-6);
    }

    void leavesAGradientAloneWhenNobodyAsks()
    {
        std::vector<float> gradient{3e15f, -4e15f};
        engine::clip({"none", {}}, {}, gradient);
        QCOMPARE(gradient, (std::vector<float>{3e15f, -4e15f}));
    }

    void survivesANormThatNoFloatHolds()
    {
        std::vector<float> gradient(100, 1e38f);
        engine::clip({"global_clipnorm", {{"limit", 1.0}}}, {}, gradient);
        QCOMPARE_LT(largestDifference(gradient, std::vector<float>(100, 0.1f)), 1e-6);
    }
};

const RegisteredTest<ClippingTest> registeredClippingTest;
#include "tst_clipping.moc"
