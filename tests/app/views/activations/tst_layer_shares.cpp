#include "app/views/activations/layer_shares.h"
#include "app/views/activations/watched_layer.h"
#include "tests/registered_test.h"
#include "tests/small_runs.h"

#include <cmath>
#include <limits>

namespace {

using Layers = std::vector<engine::Spec>;

engine::Sequential networkOf(const Layers& layers)
{
    return {{1, 28, 28}, std::span(layers)};
}

engine::Spec units(const char* kind, std::int64_t count)
{
    return {kind, {{"units", count}}};
}

} // namespace

Q_DECLARE_METATYPE(Layers)

class LayerSharesTest : public QObject
{
    Q_OBJECT

private slots:
    void countsZerosAndWhatIsSaturated()
    {
        const std::vector<float> values{0, 0, 0, 0.5f, -0.96f, 0.95f, 0.96f, -0.95f};
        const FlatParts flat{.below = -0.95f, .above = 0.95f};
        const LayerShares shares = sharesOf(values, flat);
        QCOMPARE(shares.numbers, 8);
        QCOMPARE(shares.zeros, 3);
        QCOMPARE(*shares.saturated, 2);
        QCOMPARE(inWords(shares, flat, false),
                 QStringLiteral("37.5 % of the 8 units are 0. 25.0 % are saturated: below −0.95 or above 0.95, where "
                                "the activation function is nearly flat."));
    }

    void saysAllAndNone()
    {
        QCOMPARE(inWords(sharesOf(std::vector<float>(1200, 0.0f), {}), {}, true),
                 QStringLiteral("All 1,200 numbers are 0."));
        QCOMPARE(inWords(sharesOf(std::vector<float>(24, 1.0f), {}), {}, false),
                 QStringLiteral("None of the 24 units is 0."));
        const FlatParts elu{.below = -0.9f, .above = std::numeric_limits<float>::infinity()};
        QCOMPARE(inWords(sharesOf(std::vector<float>(24, 100.0f), elu), elu, false),
                 QStringLiteral("None of the 24 units is 0. None is saturated: below −0.9, where the activation "
                                "function is nearly flat."));
    }

    void saysThatTrainingHasDiverged()
    {
        const std::vector<float> values{1, std::nanf(""), std::numeric_limits<float>::infinity(), 2};
        const QString words = inWords(sharesOf(values, FlatParts{.below = -0.95f, .above = 3}), {}, false);
        QVERIFY2(words.contains(QStringLiteral("50.0 % are infinite")), qPrintable(words));
    }

    // By central differences of the functions themselves: flat is where the slope is under a tenth of the steepest.
    void flatPartsAreWhereTheSlopeIsSmall()
    {
        const auto check = [](const char* kind, auto function, double steepest) {
            const auto flat = flatParts(networkOf({{"flatten", {}}, units("dense", 4), {kind, {}}}), 2);
            QVERIFY(flat);
            for (double x = -8; x < 8; x += 0.01) {
                const double slope = (function(x + 1e-4) - function(x - 1e-4)) / 2e-4;
                const bool isFlat = function(x) < double(flat->below) || function(x) > double(flat->above);
                if (std::abs(slope / steepest - 0.1) > 0.01)
                    QVERIFY2(isFlat == (slope < 0.1 * steepest),
                             qPrintable(QStringLiteral("%1 at %2").arg(kind).arg(x)));
            }
        };
        check("sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); }, 0.25);
        check("tanh", [](double x) { return std::tanh(x); }, 1);
        check("elu", [](double x) { return x > 0 ? x : std::exp(x) - 1; }, 1);
    }

    void flatPartsReachThroughWhatHandsNumbersOn()
    {
        const auto network = networkOf({{"conv2d", {{"filters", std::int64_t{2}}}}, {"tanh", {}}, {"max_pool2d", {}},
                                        {"dropout", {{"rate", 0.1}}}, {"flatten", {}}, units("dense", 10)});
        for (const std::size_t layer : {1u, 2u, 3u, 4u})
            QVERIFY(flatParts(network, layer));
        QVERIFY(!flatParts(network, 0));
        QVERIFY(!flatParts(network, 5));
    }

    void findsTheLastHiddenLayer_data()
    {
        QTest::addColumn<Layers>("layers");
        QTest::addColumn<int>("layer");

        QTest::addRow("the ReLU before dropout") << smallMlp().layers << 2;
        QTest::addRow("the pooled maps") << smallCnn().layers << 2;
        QTest::addRow("the upper RBM") << smallDbn().layers << 2;
        QTest::addRow("an auto-encoder's code") << autoencoderRecipe().layers << 2;
        QTest::addRow("without hidden layers, the outputs") << softmaxRecipe().layers << 1;
        QTest::addRow("no weights at all") << Layers{{"flatten", {}}} << 0;
        QTest::addRow("an LSTM's state") << Layers{units("lstm", 12), units("dense", 10)} << 0;
    }

    void findsTheLastHiddenLayer()
    {
        QFETCH(Layers, layers);
        QFETCH(int, layer);
        const auto network = networkOf(layers);
        QCOMPARE(int(lastHiddenLayer(network)), layer);
        QCOMPARE(watchedLayer(network, {}), std::size_t(layer));
        QCOMPARE(watchedLayer(network, Selection::Unit{.layer = 0, .index = 3}), std::size_t{0});
    }
};

const RegisteredTest<LayerSharesTest> registeredLayerSharesTest;
#include "tst_layer_shares.moc"
