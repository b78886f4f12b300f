#include "engine/errors.h"
#include "engine/inspect/predictor.h"
#include "engine/inspect/unit_statistics.h"
#include "engine/recipe/switch_setting.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <numeric>


namespace {

/// What each unit gives for each sample, [units][samples], one sample at a time: the mean of the numbers that are its
/// own.
std::vector<Doubles> plainValues(const engine::Model& model, const engine::Dataset& data, std::size_t layer)
{
    engine::Predictor predictor(model.network);
    const engine::Shape& shape = model.network->shapeBefore(layer + 1);
    const bool isMaps = shape.rank() == 3;
    const std::size_t units = isMaps ? shape[0] : shape[shape.rank() - 1];
    std::vector<Doubles> values(units, Doubles(data.size()));
    for (std::size_t sample = 0; sample < data.size(); ++sample) {
        predictor.predict(model.weights->parameters, data.sample(sample));
        const auto numbers = predictor.activation(layer + 1);
        const std::size_t each = numbers.size() / units;
        for (std::size_t i = 0; i < numbers.size(); ++i)
            values[isMaps ? i / each : i % units][sample] += double(numbers[i]) / double(each);
    }
    return values;
}

} // namespace

class UnitStatisticsTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsAPlainLoop_data()
    {
        QTest::addColumn<engine::Recipe>("recipe");
        QTest::addColumn<int>("layer");
        QTest::addColumn<int>("behind"); // the activation that follows
        QTest::addRow("neurons") << smallMlp() << 1 << 2;
        QTest::addRow("channels") << smallNormalizedCnn() << 0 << 2;
        QTest::addRow("outputs") << smallCnn() << 5 << 5;
        engine::Recipe steps
            = recipeOf({{"lstm", {{"units", std::int64_t{5}}, {"return_sequences", engine::switchValue(true)}}},
                        {"flatten", {}},
                        {"dense", {{"units", std::int64_t{10}}}}});
        QTest::addRow("cells at every step") << steps << 0 << 0;
        QTest::addRow("an auto-encoder's") << autoencoderRecipe() << 1 << 2;
    }

    void equalsAPlainLoop()
    {
        QFETCH(engine::Recipe, recipe);
        QFETCH(int, layer);
        QFETCH(int, behind);
        const engine::Model model = randomModel(recipe);
        engine::Dataset data = engine::syntheticDigits(150, 3);
        data.labels[7] = engine::noClass;
        const auto values = plainValues(model, data, std::size_t(behind));
        const auto units = engine::unitStatistics(model, data, std::size_t(layer), 5, {}, {});
        QCOMPARE(units.size(), values.size());
        for (std::size_t unit = 0; unit < units.size(); ++unit) {
            const Doubles& plain = values[unit];
            for (std::size_t label = 0; label < 10; ++label) {
                double sum = 0, count = 0, dead = 0;
                for (std::size_t i = 0; i < data.size(); ++i) {
                    sum += data.labels[i] == label ? plain[i] : 0;
                    count += data.labels[i] == label;
                    dead += plain[i] == 0;
                }
                QCOMPARE_LT(std::abs(units[unit].meanByClass[label] - sum / count), 1e-5);
                QCOMPARE_LT(std::abs(units[unit].deadShare - dead / 150), 1e-12);
            }
            QCOMPARE(units[unit].top.size(), std::size_t{5});
            std::vector<std::size_t> order(data.size());
            std::iota(order.begin(), order.end(), 0);
            std::ranges::stable_sort(order, [&plain](std::size_t a, std::size_t b) { return plain[a] > plain[b]; });
            for (std::size_t place = 0; place < 5; ++place) {
                const auto& top = units[unit].top[place];
                QCOMPARE_LT(std::abs(double(top.activation) - plain[top.index]), 1e-5);
                QCOMPARE_LT(std::abs(plain[top.index] - plain[order[place]]),
                            1e-5); // equals but for rounding may change places
            }
        }
    }

    // METHODS, 12.
    void findsAPlantedDeadUnit()
    {
        const engine::Model alive = randomModel(smallMlp());
        engine::Buffer parameters = alive.weights->parameters;
        parameters[784 * 24 + 6] = -100; // the bias of unit 6
        const auto data = engine::syntheticDigits(200, 3);
        const auto units = engine::unitStatistics(modelOf(smallMlp(), parameters), data, 1, 3, {}, {});
        QCOMPARE(units.size(), std::size_t{24});
        for (std::size_t unit = 0; unit < units.size(); ++unit)
            QCOMPARE(units[unit].deadShare == 1, unit == 6);
        QCOMPARE(units[6].meanByClass, std::vector<double>(10, 0.0));
        QCOMPARE(units[6].top[2].index, std::size_t{2}); // of equals the first
    }

    void hasNoMeanOfAClassWithoutSamples()
    {
        engine::Dataset data = engine::syntheticDigits(20, 3);
        std::ranges::replace(data.labels, 4, 5);
        const auto units = engine::unitStatistics(randomModel(smallMlp()), data, 1, 0, {}, {});
        QVERIFY(std::isnan(units[0].meanByClass[4]) && std::isfinite(units[0].meanByClass[5]));
        QVERIFY(units[0].top.empty());
    }

    void stops()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(
            engine::unitStatistics(randomModel(smallMlp()), engine::syntheticDigits(20, 3), 1, 3, stop.get_token(), {})
                .empty());
    }
};

const RegisteredTest<UnitStatisticsTest> registeredUnitStatisticsTest;
#include "tst_unit_statistics.moc"
