#include "engine/optim/regularizer.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::ParameterSpec;
using engine::Spec;

namespace {

/// Two weights, two biases, one weight.
engine::ParameterLayout layout()
{
    engine::ParameterLayout parameters;
    parameters.add("dense_1", 0,
                   {{.name = "weight", .shape = {2, 1}},
                    {.name = "bias", .shape = {2}, .role = ParameterSpec::Role::Bias}});
    parameters.add("dense_2", 1, {{.name = "weight", .shape = {1, 1}}});
    return parameters;
}

} // namespace

class RegularizerTest : public QObject
{
    Q_OBJECT

private slots:
    // Weights 2, -0.5 and 0: sizes 2.5, squares 4.25. The biases 8 and -8 are free.
    void pricesWeightsAndNoBiases_data()
    {
        QTest::addColumn<double>("l1");
        QTest::addColumn<double>("l2");
        QTest::addColumn<double>("penalty");
        QTest::addColumn<std::vector<float>>("gradient"); // to what is 1 everywhere
        QTest::addRow("nothing") << 0.0 << 0.0 << 0.0 << std::vector<float>{1, 1, 1, 1, 1};
        QTest::addRow("l1") << 0.5 << 0.0 << 1.25 << std::vector<float>{1.5f, 0.5f, 1, 1, 1};
        QTest::addRow("l2") << 0.0 << 0.25 << 1.0625 << std::vector<float>{2, 0.75f, 1, 1, 1};
        QTest::addRow("both") << 0.5 << 0.25 << 2.3125 << std::vector<float>{2.5f, 0.25f, 1, 1, 1};
    }

    void pricesWeightsAndNoBiases()
    {
        QFETCH(double, l1);
        QFETCH(double, l2);
        const std::vector<float> parameters{2, -0.5f, 8, -8, 0};
        const Spec both{"l1_l2", {{"l1", l1}, {"l2", l2}}};
        std::vector<float> gradient(5, 1.0f);
        QTEST(addPenalty(both, layout(), parameters, gradient), "penalty");
        QTEST(gradient, "gradient");
        QTEST(addPenalty(both, layout(), parameters, {}), "penalty");
    }

    // Keras 2.16: 0.01 for L1 and L2 alone, 0 where both are asked for.
    void hasKerasDefaults()
    {
        const auto whole = [](const char* kind) { return complete({kind, {}}, engine::regularizerKinds(), "regularizer"); };
        const std::vector<float> parameters{2, -0.5f, 8, -8, 0};
        QCOMPARE(addPenalty(whole("none"), layout(), parameters, {}), 0.0);
        QCOMPARE(addPenalty(whole("l1"), layout(), parameters, {}), 0.01 * 2.5);
        QCOMPARE(addPenalty(whole("l2"), layout(), parameters, {}), 0.01 * 4.25);
        QCOMPARE(addPenalty(whole("l1_l2"), layout(), parameters, {}), 0.0);
    }

    void agreesWithDifferences()
    {
        const Spec both{"l1_l2", {{"l1", 0.3}, {"l2", 0.2}}};
        auto parameters = numbersAwayFromKinks(5, 1);
        std::vector<float> gradient(5);
        addPenalty(both, layout(), parameters, gradient);
        const auto f = [&] { return addPenalty(both, layout(), parameters, {}); };
        QCOMPARE_LT(largestGradientError(parameters, gradient, f), gradientTolerance);
    }
};

const RegisteredTest<RegularizerTest> registeredRegularizerTest;
#include "tst_regularizer.moc"
