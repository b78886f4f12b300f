#include "engine/errors.h"
#include "engine/inspect/dead_units.h"
#include "engine/inspect/predictor.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

namespace {

engine::Spec denseOf(std::int64_t units)
{
    return {"dense", {{"units", units}}};
}

/// The network with other biases in one layer.
engine::Model withBiases(const engine::Model& model, const std::string& name,
                         const std::vector<std::pair<std::size_t, float>>& biases)
{
    engine::Buffer parameters = model.weights->parameters;
    for (const auto& slice : model.network->parameters().slices())
        for (const auto& [unit, bias] : biases)
            if (slice.name == name)
                parameters[slice.offset + unit] = bias;
    return modelOf(model.recipe, parameters);
}

using Indices = std::vector<std::size_t>;

} // namespace

class DeadUnitsTest : public QObject
{
    Q_OBJECT

private slots:
    // METHODS, 12: a planted bias of -100 is found.
    void findsPlantedDeadNeurons()
    {
        const auto model = withBiases(randomModel(smallMlp()), "dense_1.bias", {{5, -100.0f}, {20, -100.0f}});
        const auto found = engine::deadUnits(model, engine::syntheticDigits(200, 3), {}, {});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].layer, std::size_t{2});
        QCOMPARE(found[0].dead, (Indices{5, 20}));
        QVERIFY(found[0].saturated.empty());
        QCOMPARE(found[0].deadShare(), 2.0 / 24);
    }

    void findsADeadChannel()
    {
        const auto model = withBiases(randomModel(smallCnn()), "conv2d_1.bias", {{2, -100.0f}});
        const auto found = engine::deadUnits(model, engine::syntheticDigits(70, 3), {}, {});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].units, std::size_t{4});
        QCOMPARE(found[0].dead, (Indices{2}));
    }

    void findsSaturatedUnitsOnBothSides()
    {
        const engine::Recipe recipe = recipeOf({{"flatten", {}}, denseOf(8), {"sigmoid", {}}, denseOf(6), {"tanh", {}}, denseOf(10)});
        auto model = withBiases(randomModel(recipe), "dense_1.bias", {{1, -100.0f}, {7, 100.0f}});
        model = withBiases(model, "dense_2.bias", {{0, 50.0f}});
        const auto found = engine::deadUnits(model, engine::syntheticDigits(100, 3), {}, {});
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].saturated, (Indices{1, 7}));
        QCOMPARE(found[1].saturated, (Indices{0}));
        QVERIFY(found[0].dead.empty() && found[1].dead.empty());
        QCOMPARE(found[0].saturatedShare(), 0.25);
    }

    // Weights so large that most sums are far from 0: some units are saturated for all of a few digits.
    void equalsAPlainLoop()
    {
        engine::Recipe recipe = smallDbn();
        engine::Buffer parameters = randomModel(recipe).weights->parameters;
        for (float& parameter : parameters)
            parameter *= 40;
        const engine::Model model = modelOf(recipe, parameters);
        const auto data = engine::syntheticDigits(6, 3);
        engine::Predictor predictor(model.network);
        const auto found = engine::deadUnits(model, data, {}, {});
        QCOMPARE(found.size(), std::size_t{2});
        std::size_t saturated = 0;
        for (const engine::DeadUnits& layer : found) {
            std::vector<int> useful(layer.units);
            for (std::size_t i = 0; i < data.size(); ++i) {
                predictor.predict(model.weights->parameters, data.sample(i));
                for (std::size_t unit = 0; unit < layer.units; ++unit) {
                    const float number = predictor.activation(layer.layer + 1)[unit];
                    useful[unit] += number >= 0.02f && number <= 0.98f;
                }
            }
            Indices expected;
            for (std::size_t unit = 0; unit < layer.units; ++unit)
                if (useful[unit] == 0)
                    expected.push_back(unit);
            QCOMPARE(layer.saturated, expected);
            saturated += expected.size();
        }
        QVERIFY2(saturated > 0 && saturated < 40, "else the test shows little");
    }

    void stopsAndSaysWhatItCannotRead()
    {
        std::stop_source stop;
        stop.request_stop();
        const engine::Model model = randomModel(smallMlp());
        QVERIFY(engine::deadUnits(model, engine::syntheticDigits(20, 3), stop.get_token(), {}).empty());
        QVERIFY_THROWS_EXCEPTION(engine::Error, engine::deadUnits(model, engine::logicTable("xor").test, {}, {}));
    }
};

const RegisteredTest<DeadUnitsTest> registeredDeadUnitsTest;
#include "tst_dead_units.moc"
