#include "engine/errors.h"
#include "engine/layers/lstm.h"
#include "engine/layers/sequential.h"
#include "engine/optim/initializer.h"
#include "tests/engine/layers/layer_run.h"
#include "tests/published.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using engine::Lstm;
using engine::PassMode;
using engine::Shape;
using engine::Spec;

namespace {

double logistic(double x)
{
    return 1 / (1 + std::exp(-x));
}

} // namespace

class LstmTest : public QObject
{
    Q_OBJECT

private slots:
    // One unit, one feature, worked out by the definition: 0.5 is read, then 0.25.
    void thinksTwoStepsByHand()
    {
        const std::vector<float> parameters{0.5f, -1, 2, 1, /* recurrent */ 1, 0.5f, -0.5f, 2, /* biases */ 0.1f, 1, 0, -0.2f};
        const double c1 = logistic(0.5 * 0.5 + 0.1) * std::tanh(2 * 0.5);
        const double h1 = logistic(0.5 - 0.2) * std::tanh(c1);
        const double c2 = logistic(-0.25 + 0.5 * h1 + 1) * c1 + logistic(0.125 + h1 + 0.1) * std::tanh(0.5 - 0.5 * h1);
        const double h2 = logistic(0.25 + 2 * h1 - 0.2) * std::tanh(c2);
        const std::vector<float> input{0.5f, 0.25f};
        const Lstm tellsAll({.units = 1, .returnSequences = true});
        const auto all = LayerRun(tellsAll, {2, 1}, 1, parameters).forward(input);
        QCOMPARE_LT(largestDifference(all, std::vector{float(h1), float(h2)}), 1e-6);
        const Lstm tellsLast({.units = 1});
        const auto last = LayerRun(tellsLast, {2, 1}, 1, parameters).forward(input);
        QCOMPARE_LT(largestDifference(last, std::vector{float(h2)}), 1e-6);
    }

    void agreesWithPyTorch_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<bool>("returnSequences");
        QTest::addRow("all steps") << QStringLiteral("sequence") << true;
        QTest::addRow("the last step") << QStringLiteral("last") << false;
    }

    void agreesWithPyTorch()
    {
        QFETCH(QString, output);
        QFETCH(bool, returnSequences);
        const QJsonObject torch = published(QStringLiteral("lstm_values.json")); // see data/make_lstm_values.py
        const QJsonObject expected = torch[output].toObject();
        const auto size = [&](const char* name) { return std::size_t(torch[QLatin1String(name)].toInt()); };
        const Lstm layer({.units = size("units"), .returnSequences = returnSequences});
        const Shape shape{size("steps"), size("features")};
        LayerRun run(layer, shape, size("samples"), numbersOf(torch[QStringLiteral("parameters")]));
        const auto found = run.forward(numbersOf(torch[QStringLiteral("input")]), PassMode::Training);
        const auto gradients = run.backward(numbersOf(expected[QStringLiteral("c")]));
        // Float against float64; numbers near 1.
        QCOMPARE_LT(largestDifference(found, numbersOf(expected[QStringLiteral("output")])), 1e-6);
        QCOMPARE_LT(largestDifference(gradients.input, numbersOf(expected[QStringLiteral("input_gradient")])), 5e-6);
        QCOMPARE_LT(largestDifference(gradients.parameters, numbersOf(expected[QStringLiteral("parameter_gradient")])),
                    5e-6);
    }

    void thinksTheSameWhenItNeedNotRemember()
    {
        const Lstm layer({.units = 7, .returnSequences = true});
        const Shape shape{1, 9, 4};
        const auto parameters = randomNumbers(4 * 7 * (4 + 7 + 1), 1);
        const auto input = randomNumbers(2 * 36, 2);
        QCOMPARE(LayerRun(layer, shape, 2, parameters).forward(input),
                 LayerRun(layer, shape, 2, parameters).forward(input, PassMode::Training));
    }

    // Keras: Glorot for what comes from the input, orthogonal for what comes from itself, biases 0 but the forget gate's 1.
    void startsAsKerasDoes()
    {
        constexpr std::size_t units = 6, features = 5;
        const std::vector<Spec> layers{{"lstm", {{"units", std::int64_t(units)}}}};
        const engine::Sequential network({3, features}, layers);
        const auto start = initialParameters(network.parameters(), {"constant", {{"value", 0.25}}}, {"zeros", {}}, 1);
        const auto numbers = std::span(start);
        QCOMPARE(numbers.size(), 4 * units * (features + units + 1));
        QVERIFY(std::ranges::all_of(numbers.first(4 * units * features), [](float w) { return w == 0.25f; }));

        const auto recurrent = numbers.subspan(4 * units * features, 4 * units * units);
        for (std::size_t a = 0; a < units; ++a)
            for (std::size_t b = 0; b < units; ++b) {
                double product = 0; // of two columns
                for (std::size_t row = 0; row < 4 * units; ++row)
                    product += double(recurrent[row * units + a]) * double(recurrent[row * units + b]);
                QCOMPARE_LT(std::abs(product - (a == b ? 1 : 0)), 1e-6);
            }

        const auto biases = numbers.last(4 * units);
        std::vector<float> expected(4 * units);
        std::fill_n(expected.begin() + units, units, 1.0f);
        QCOMPARE(std::vector<float>(biases.begin(), biases.end()), expected);
    }

    void givesTheLastStepOrAll()
    {
        QVERIFY(Lstm({.units = 8}).outputShape({28, 28}) == Shape{8});
        QVERIFY(Lstm({.units = 8}).outputShape({1, 28, 20}) == Shape{8});
        QVERIFY((Lstm({.units = 8, .returnSequences = true}).outputShape({1, 28, 20}) == Shape{28, 8}));
    }

    void readsRowsOnly()
    {
        for (const Shape& shape : {Shape{784}, Shape{3, 28, 28}})
            QVERIFY_EXCEPTION_THROWN(Lstm({}).outputShape(shape), engine::ShapeError);
    }
};

const RegisteredTest<LstmTest> registeredLstmTest;
#include "tst_lstm.moc"
