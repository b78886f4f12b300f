#include "engine/layers/batch_normalization.h"
#include "engine/layers/sequential.h"
#include "engine/optim/initializer.h"
#include "tests/engine/layers/layer_run.h"
#include "tests/published.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::BatchNormalization;
using engine::PassMode;
using engine::Shape;
using engine::Spec;

namespace {

Shape shapeOf(const QJsonValue& extents)
{
    std::vector<std::size_t> numbers;
    for (const QJsonValue& extent : extents.toArray())
        numbers.push_back(std::size_t(extent.toInt()));
    return Shape(std::span<const std::size_t>(numbers));
}

std::vector<float> joined(std::initializer_list<std::vector<float>> parts)
{
    std::vector<float> all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace

class BatchNormalizationTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithPyTorch_data()
    {
        QTest::addColumn<QJsonObject>("torch");
        const QJsonArray cases = published(QStringLiteral("batch_normalization_values.json"))[QStringLiteral("cases")].toArray();
        QCOMPARE(cases.size(), 2);
        for (const QJsonValue& value : cases)
            QTest::addRow("%s", qPrintable(value[QStringLiteral("name")].toString())) << value.toObject();
    }

    void agreesWithPyTorch()
    {
        QFETCH(QJsonObject, torch);
        const auto numbers = [&](const char* name) { return numbersOf(torch[QLatin1String(name)]); };
        const BatchNormalization layer({.epsilon = torch[QStringLiteral("epsilon")].toDouble()});
        LayerRun run(layer, shapeOf(torch[QStringLiteral("shape")]), std::size_t(torch[QStringLiteral("samples")].toInt()),
                     numbers("parameters"));
        // Float against float64; numbers near 1.
        QCOMPARE_LT(largestDifference(run.forward(numbers("input")), numbers("inference")), 1e-6);
        QCOMPARE_LT(largestDifference(run.forward(numbers("input"), PassMode::Training), numbers("output")), 1e-6);
        const auto gradients = run.backward(numbers("c"));
        QCOMPARE_LT(largestDifference(gradients.input, numbers("input_gradient")), 5e-6);
        const auto expected = joined({numbers("gamma_gradient"), numbers("beta_gradient")});
        QCOMPARE_LT(largestDifference(std::span(gradients.parameters).first(expected.size()), expected), 5e-6);
    }

    // Two samples of two features: means 2 and 10, variances 1 and 4; a quarter of the way there, for each sample.
    void asksForTheChangeOfItsStatistics()
    {
        const BatchNormalization layer({.momentum = 0.75});
        LayerRun run(layer, {2}, 2, {1, 1, 0, 0, /* mean */ 1, 2, /* variance */ 1, 2});
        run.forward(std::vector<float>{1, 8, 3, 12}, PassMode::Training);
        const auto found = run.backward(std::vector<float>{1, 0, 0, 0}).parameters;
        QCOMPARE(std::vector<float>(found.begin() + 4, found.end()), (std::vector<float>{0.5f, 4, 0, 1}));
    }

    // Mean 1 and variance 4 stay, whatever the samples are: y = (x - 1) / 2 and dx = dy / 2, whatever the others' dy.
    void frozenItTrainsWithTheStatisticsThatItReadsWith()
    {
        const BatchNormalization layer({.epsilon = 1e-9, .frozen = true});
        LayerRun run(layer, {1}, 2, {1, 0, 1, 4});
        QCOMPARE_LT(largestDifference(run.forward(std::vector<float>{3, 9}, PassMode::Training), std::vector<float>{1, 4}), 1e-6);
        const auto found = run.backward(std::vector<float>{2, -6});
        QCOMPARE_LT(largestDifference(found.input, std::vector<float>{1, -3}), 1e-6);
        QCOMPARE_LT(largestDifference(found.parameters, std::vector<float>{2 * 1 - 6 * 4, 2 - 6, 0, 0}), 1e-5);
    }

    // A feature of [T, F] is one channel over all steps: means 2 and 6.
    void takesAllStepsOfAFeatureTogether()
    {
        const BatchNormalization layer({.epsilon = 1e-9});
        const auto found = LayerRun(layer, {2, 2}, 1, {1, 2, 0, 1, 0, 0, 1, 1}).forward(std::vector<float>{1, 8, 3, 4}, PassMode::Training);
        QCOMPARE_LT(largestDifference(found, std::vector<float>{-1, 3, 1, -1}), 1e-6);
    }

    void staysFiniteWithoutSpread()
    {
        const BatchNormalization layer({});
        LayerRun run(layer, {3}, 4, {2, 2, 2, 1, 2, 3, 0, 0, 0, 1, 1, 1});
        QCOMPARE(run.forward(std::vector<float>(12, 5.0f), PassMode::Training), (std::vector<float>{1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3}));
    }

    // Keras: gamma 1, beta 0, moving mean 0, moving variance 1, whatever the other layers' weights are drawn from.
    void startsAsKerasDoes()
    {
        const std::vector<Spec> layers{{"batch_normalization", {}}};
        const engine::Sequential network({2, 4, 4}, layers);
        const auto start = initialParameters(network.parameters(), {"normal", {}}, {"normal", {}}, 1);
        QCOMPARE(std::vector<float>(start.begin(), start.end()), (std::vector<float>{1, 1, 0, 0, 0, 0, 1, 1}));
    }
};

const RegisteredTest<BatchNormalizationTest> registeredBatchNormalizationTest;
#include "tst_batch_normalization.moc"
