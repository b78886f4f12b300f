#include "engine/errors.h"
#include "engine/inspect/units.h"
#include "tests/engine/inspect/model_of.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

using engine::Spec;


namespace {

const Spec tenUnits{"dense", {{"units", std::int64_t{10}}}};
const Spec fourMaps{"conv2d", {{"filters", std::int64_t{4}}}};

QString sentenceOf(const auto& call)
{
    try {
        call();
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class UnitsTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheActivationThatFollows_data()
    {
        QTest::addColumn<std::vector<Spec>>("layers");
        QTest::addColumn<int>("layer");
        QTest::addColumn<int>("activation");
        const std::vector<Spec> mlp{{"flatten", {}}, tenUnits, {"sigmoid", {}}, {"dropout", {}}, tenUnits};
        QTest::addRow("behind a dense layer") << mlp << 1 << 2;
        QTest::addRow("an activation is one itself") << mlp << 2 << 2;
        QTest::addRow("nothing follows dropout but another layer") << mlp << 3 << 3;
        QTest::addRow("nothing follows the last layer") << mlp << 4 << 4;
        QTest::addRow("pixels are no sums") << mlp << 0 << 0;
        QTest::addRow("beyond pooling and normalisation")
            << std::vector<Spec>{fourMaps, {"max_pool2d", {}}, {"batch_normalization", {}}, {"relu", {}}, {"flatten", {}}, tenUnits} << 0 << 3;
        QTest::addRow("a map is no row of pixels")
            << std::vector<Spec>{fourMaps, {"flatten", {}}, {"relu", {}}, tenUnits} << 0 << 0;
        QTest::addRow("a softmax is one") << std::vector<Spec>{{"flatten", {}}, tenUnits, {"softmax", {}}} << 1 << 2;
        QTest::addRow("a cell has its own")
            << std::vector<Spec>{{"lstm", {{"units", std::int64_t{3}}}}, tenUnits} << 0 << 0;
    }

    void findsTheActivationThatFollows()
    {
        QFETCH(std::vector<Spec>, layers);
        QFETCH(int, layer);
        const engine::Sequential network({1, 28, 28}, std::span<const Spec>(layers));
        QTEST(int(engine::activationOf(network, std::size_t(layer))), "activation");
    }

    void knowsLayersAndUnitsByName()
    {
        const engine::Model model = initialModel(smallCnn());
        QCOMPARE(engine::layerNamed(*model.network, "max_pool2d_1"), std::size_t{2});
        QCOMPARE(sentenceOf([&] { engine::layerNamed(*model.network, "dense_2"); }),
                 QStringLiteral("the network has no layer dense_2, expected one of conv2d_1, relu_1, max_pool2d_1, dropout_1, "
                                "flatten_1, dense_1"));
        QCOMPARE(sentenceOf([&] { engine::requireUnit(*model.network, {0, 3}); }), QString());
        QCOMPARE(sentenceOf([&] { engine::requireUnit(*model.network, {0, 4}); }),
                 QStringLiteral("conv2d_1 has no unit 4, expected 0 to 3"));
    }

    // Of 2,500 samples, more than are held at a time, and in their order.
    void readsAllSamples()
    {
        const engine::Model model = initialModel(recipeOf({{"flatten", {}}}));
        const engine::Dataset data = engine::syntheticDigits(2'500, 4);
        std::vector<float> read;
        const auto take = [&read](std::size_t first, std::span<const float> values) {
            QCOMPARE(first * 784, read.size());
            read.insert(read.end(), values.begin(), values.end());
        };
        QVERIFY(engine::readUnits(*model.network, {}, data, 0, take, {}, {}));
        QVERIFY(
            std::ranges::equal(read, data.pixels,
                               [](float number, std::uint8_t pixel) { return number == float(pixel) * (1.0f / 255); })
            || std::ranges::equal(read, data.pixels,
                                  [](float number, std::uint8_t pixel) { return number == float(pixel) / 255; }));
    }

    void saysHowFarItIsAndStops()
    {
        const engine::Model model = initialModel(smallMlp());
        const engine::Dataset data = engine::syntheticDigits(200, 4);
        const auto nothing = [](std::size_t, std::span<const float>) {};
        double last = 0;
        const engine::Progress progress([&last](double fraction, std::string_view) {
            QVERIFY(fraction > last);
            last = fraction;
        });
        QVERIFY(engine::readUnits(*model.network, model.weights->parameters, data, 1, nothing, {}, progress));
        QCOMPARE(last, 1.0);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!engine::readUnits(*model.network, model.weights->parameters, data, 1, nothing, stop.get_token(), {}));
    }
};

const RegisteredTest<UnitsTest> registeredUnitsTest;
#include "tst_units.moc"
