#include "engine/layers/activation.h"
#include "engine/layers/layer_kinds.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::Activation;
using engine::PassMode;
using Function = engine::Activation::Function;


namespace {

constexpr double alpha = 0.3; // where the function has one

} // namespace

class ActivationTest : public QObject
{
    Q_OBJECT

private slots:
    void followsItsFunction_data()
    {
        QTest::addColumn<Function>("function");
        QTest::addColumn<double (*)(double)>("expected");
        const auto row = [](const char* name, Function function, double (*expected)(double)) {
            QTest::newRow(name) << function << expected;
        };
        row("ReLU", Function::Relu, [](double x) { return x > 0 ? x : 0; });
        row("leaky ReLU", Function::LeakyRelu, [](double x) { return x > 0 ? x : alpha * x; });
        row("ELU", Function::Elu, [](double x) { return x > 0 ? x : alpha * std::expm1(x); });
        row("linear", Function::Linear, [](double x) { return x; });
        row("sigmoid", Function::Sigmoid, [](double x) { return 1 / (1 + std::exp(-x)); });
        row("tanh", Function::Tanh, [](double x) { return std::tanh(x); });
    }

    void followsItsFunction()
    {
        QFETCH(Function, function);
        using Formula = double (*)(double);
        QFETCH(Formula, expected);
        std::vector<float> x = randomNumbers(1'003, 1, -10, 10); // odd, so that the vectorised loops have a rest
        x.insert(x.end(), {0.0f, -0.0f, 100.0f, -100.0f, 1e30f, -1e30f});
        const auto y = LayerRun(Activation(function, alpha), {x.size()}, 1).forward(x);
        for (std::size_t i = 0; i < x.size(); ++i)
            QVERIFY2(std::abs(double(y[i]) - expected(double(x[i]))) <= 1e-6 * std::max(1.0, std::abs(double(x[i]))),
                     qPrintable(QStringLiteral("f(%1) = %2").arg(x[i]).arg(y[i])));
    }

    void agreesWithDifferences_data()
    {
        QTest::addColumn<Function>("function");
        QTest::addRow("ReLU") << Function::Relu;
        QTest::addRow("leaky ReLU") << Function::LeakyRelu;
        QTest::addRow("ELU") << Function::Elu;
        QTest::addRow("linear") << Function::Linear;
        QTest::addRow("sigmoid") << Function::Sigmoid;
        QTest::addRow("tanh") << Function::Tanh;
    }

    void agreesWithDifferences()
    {
        QFETCH(Function, function);
        auto input = randomNumbers(3 * 35, 1, -2, 2);
        for (float& x : input)
            if (std::abs(x) < 0.1f)
                x += 0.3f; // away from ReLU's kink
        QCOMPARE_LT(layerGradientErrors(Activation(function, alpha), {5, 7}, 3, input).input, gradientTolerance);
    }

    void passesNothingBackWhereReluIsShut()
    {
        const Activation layer(Function::Relu);
        LayerRun run(layer, {4}, 1);
        run.forward(std::vector<float>{-1, 0, 1, 2}, PassMode::Training);
        QCOMPARE(run.backward(std::vector<float>{5, 6, 7, 8}).input, (std::vector<float>{0, 0, 7, 8}));
    }

    // keras.io/2.16/api/layers/activation_layers
    void startsWithKerasAlpha()
    {
        const auto after = [](const char* kind) {
            return LayerRun(*engine::makeLayer({kind, {}}), {2}, 1).forward(std::vector<float>{-1, 2});
        };
        QCOMPARE(after("leaky_relu"), (std::vector<float>{-0.3f, 2}));
        QCOMPARE_LT(largestDifference(after("elu"), std::vector<float>{float(std::exp(-1.0) - 1), 2}), 1e-6);
    }

    // Otherwise a run that diverged would look like one with dead units.
    void losesNoNan_data() { agreesWithDifferences_data(); }

    void losesNoNan()
    {
        QFETCH(Function, function);
        const auto y = LayerRun(Activation(function, alpha), {20}, 1).forward(std::vector<float>(20, notANumber));
        QVERIFY(std::ranges::all_of(y, [](float value) { return std::isnan(value); }));
    }
};

const RegisteredTest<ActivationTest> registeredActivationTest;
#include "tst_activation.moc"
