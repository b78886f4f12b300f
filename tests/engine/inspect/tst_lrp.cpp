#include "engine/inspect/lrp.h"

#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <cmath>
#include <numeric>

using engine::AskedLogit;
using engine::Attribution;
using engine::Model;
using engine::Recipe;
using engine::Spec;

namespace {

using LrpNumbers = std::vector<float>;

const Spec lrpTwo{"dense", {{"units", std::int64_t{2}}}};

Recipe lrpRecipe(const engine::Shape& input, std::vector<Spec> layers)
{
    Recipe recipe = recipeOf(std::move(layers));
    recipe.input = input;
    return recipe;
}

// Two layers of two units. At (1, 1) the first gives 3.5 and 6.5; the second makes −2.75 and 13.5 of it.
const LrpNumbers firstLayer{1, 2, 3, 4, 0.5f, -0.5f}, secondLayer{1, -1, 2, 1, 0.25f, 0};

LrpNumbers oneAfterAnother(const LrpNumbers& a, const LrpNumbers& b, const LrpNumbers& c = {})
{
    LrpNumbers all = a;
    all.insert(all.end(), b.begin(), b.end());
    all.insert(all.end(), c.begin(), c.end());
    return all;
}

void compareMap(const Attribution& found, const LrpNumbers& expected)
{
    QVERIFY2(largestDifference(found.map, expected) < 1e-4,
             qPrintable(QStringLiteral("%1, %2").arg(double(found.map[0])).arg(double(found.map[1]))));
}

/// The preset with all biases 0.
Model withoutBiases(const Recipe& recipe)
{
    const Model initial = randomModel(recipe);
    LrpNumbers parameters(initial.weights->parameters.begin(), initial.weights->parameters.end());
    for (const auto& slice : initial.network->parameters().slices())
        if (slice.spec.role == engine::ParameterSpec::Role::Bias)
            std::fill_n(parameters.begin() + std::ptrdiff_t(slice.offset), slice.size(), 0.0f);
    return modelOf(recipe, parameters);
}

bool hasLayer(const Recipe& recipe, const char* kind)
{
    return std::ranges::any_of(recipe.layers, [kind](const Spec& layer) { return layer.kind == kind; });
}

LrpNumbers lrpDigit(unsigned seed)
{
    const auto digit = engine::syntheticDigits(1, seed);
    LrpNumbers input(digit.pixels.size());
    std::ranges::transform(digit.pixels, input.begin(), [](std::uint8_t pixel) { return float(pixel) / 255; });
    return input;
}

QString lrpRefusal(const Model& model, const AskedLogit& asked = {})
{
    try {
        engine::lrpMap(model, LrpNumbers(model.network->inputShape().elements()), asked);
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class LrpTest : public QObject
{
    Q_OBJECT

private slots:
    void handsALogitBackAsByHand_data()
    {
        QTest::addColumn<std::size_t>("ofClass");
        QTest::addColumn<int>("against");
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        // 13.5 = 2 · 3.5 + 1 · 6.5; the first layer's units have 3.5 = 1 + 2 + bias and 6.5 = 3 + 4 + bias.
        QTest::newRow("class 1") << std::size_t{1} << -1 << 7 / 3.5 * 1 + 6.5 / 6.5 * 3 << 7 / 3.5 * 2 + 6.5 / 6.5 * 4;
        // 16.25 = (2 − 1) · 3.5 + (1 + 1) · 6.5 − 0.25
        QTest::newRow("class 1 against 0") << std::size_t{1} << 0 << 1.0 + 2 * 3 << 2.0 + 2 * 4;
        QTest::newRow("class 0") << std::size_t{0} << -1 << 1.0 - 3 << 2.0 - 4;
    }

    void handsALogitBackAsByHand()
    {
        QFETCH(std::size_t, ofClass);
        QFETCH(int, against);
        QFETCH(double, first);
        QFETCH(double, second);
        const Model model = modelOf(lrpRecipe({2}, {lrpTwo, {"relu", {}}, lrpTwo}), oneAfterAnother(firstLayer, secondLayer));
        const AskedLogit asked{ofClass, against < 0 ? std::nullopt : std::optional<std::size_t>(against)};
        const Attribution found = engine::lrpMap(model, LrpNumbers{1, 1}, asked);
        compareMap(found, {float(first), float(second)});
        QCOMPARE(found.logit, (ofClass == 1 ? 13.5 : -2.75) + (against == 0 ? 2.75 : 0));
    }

    void leavesASoftmaxAtTheEndOut()
    {
        const Model model
            = modelOf(lrpRecipe({2}, {lrpTwo, {"relu", {}}, lrpTwo, {"softmax", {}}}), oneAfterAnother(firstLayer, secondLayer));
        const Attribution found = engine::lrpMap(model, LrpNumbers{1, 1}, {1});
        compareMap(found, {5, 8});
        QCOMPARE(found.logit, 13.5);
    }

    void takesBatchNormalisationForALayerOfOneWeightEach()
    {
        // gamma 2, 1; beta 0, 1; mean 0.5, 0.5; variance + epsilon 1, 4: it makes 6 and 4 of 3.5 and 6.5, and the logit
        // is 16.
        const Model model = modelOf(lrpRecipe({2}, {lrpTwo, {"batch_normalization", {}}, lrpTwo}),
                                    oneAfterAnother(firstLayer, {2, 1, 0, 1, 0.5f, 0.5f, 0.999f, 3.999f}, secondLayer));
        const Attribution found = engine::lrpMap(model, LrpNumbers{1, 1}, {1});
        const float one = 12 * (2 * 3.5f / 6), other = 4 * (0.5f * 6.5f / 4); // what is left of 12 and 4 before it
        compareMap(found, {one / 3.5f + 3 * other / 6.5f, 2 * one / 3.5f + 4 * other / 6.5f});
    }

    void takesARescalingForALayerOfOneWeight()
    {
        // 10 · 1 − 5 = 5 each, then −5, 15 …: of 15 the logit of class 1 is 2 · 5 + 5; half of each 5 came of the
        // input.
        const Spec rescaling{"rescaling", {{"scale", 10.0}, {"offset", -5.0}}};
        const Model model = modelOf(lrpRecipe({2}, {rescaling, lrpTwo}), secondLayer);
        compareMap(engine::lrpMap(model, LrpNumbers{1, 1}, {1}), {20, 10});
    }

    void handsOnThroughPools_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QList<float>>("expected");
        QTest::newRow("the winner takes all") << "max_pool2d" << QList<float>{0, 0, 8, 0};
        QTest::newRow("by what each adds to the mean") << "average_pool2d" << QList<float>{1, 0, 4, 0};
    }

    void handsOnThroughPools()
    {
        QFETCH(QString, kind);
        QFETCH(QList<float>, expected);
        const Model model = modelOf(lrpRecipe({1, 2, 2}, {{kind.toStdString(), {}}, {"flatten", {}}, lrpTwo}),
                                    LrpNumbers{1, 2, 0, 0});
        const Attribution found = engine::lrpMap(model, LrpNumbers{1, 0, 4, 0}, {1}); // mean 1.25: logit 2.5
        const double factor = kind == "max_pool2d" ? 1 : 0.5;
        for (qsizetype i = 0; i < 4; ++i)
            QVERIFY(std::abs(double(found.map[std::size_t(i)]) - factor * double(expected[i])) < 1e-5);
    }

    void takesAnRbmForADenseLayerWithASigmoid()
    {
        Recipe dense = lrpRecipe({2}, {lrpTwo, {"sigmoid", {}}, lrpTwo});
        Recipe rbm = lrpRecipe({2}, {{"rbm", {{"units", std::int64_t{2}}}}, lrpTwo});
        const Attribution expected
            = engine::lrpMap(modelOf(dense, oneAfterAnother(firstLayer, secondLayer)), LrpNumbers{0.3f, 0.8f}, {1, 0});
        const Attribution found
            = engine::lrpMap(modelOf(rbm, oneAfterAnother(firstLayer, {9, 9}, secondLayer)), LrpNumbers{0.3f, 0.8f}, {1, 0});
        QVERIFY(std::abs(expected.map[0]) > 0.01f);
        compareMap(found, expected.map);
        QCOMPARE(found.logit, expected.logit);
    }

    void conservesRelevanceWithoutBiases_data()
    {
        QTest::addColumn<QString>("name");
        for (const Recipe& preset : engine::presets())
            // Through nine layers of sigmoids the shares grow to 10⁸ times the logit, more than a map of floats can add
            // up.
            if (preset.target == engine::Target::Label && !hasLayer(preset, "lstm")
                && !hasLayer(preset, "batch_normalization") && preset.name != "sigmoid-deep")
                QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
    }

    void conservesRelevanceWithoutBiases()
    {
        QFETCH(QString, name);
        const Model model = withoutBiases(engine::findPreset(name.toStdString()));
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const LrpNumbers input = model.readsPoints() ? LrpNumbers{1, 0.5f} : lrpDigit(seed);
            for (const AskedLogit& asked : {AskedLogit{1}, AskedLogit{1, 0}}) {
                const Attribution found = engine::lrpMap(model, input, asked);
                const double error = std::abs(found.sum() - found.logit) / std::abs(found.logit);
                QVERIFY2(error < 1e-3, qPrintable(QString::number(error)));
            }
        }
    }

    void isGradientTimesInputForNetworksOfReluAsEpsilonGoesTo0_data()
    {
        QTest::addColumn<QString>("name");
        for (const Recipe& preset : engine::presets())
            if (hasLayer(preset, "relu") && !hasLayer(preset, "batch_normalization") && preset.input.rank() == 3
                && preset.target == engine::Target::Label)
                QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
    }

    void isGradientTimesInputForNetworksOfReluAsEpsilonGoesTo0()
    {
        QFETCH(QString, name);
        const Model model = withoutBiases(engine::findPreset(name.toStdString()));
        const LrpNumbers input = lrpDigit(1);
        const Attribution expected = engine::gradientTimesInput(model, input, {3});
        const Attribution found = engine::lrpMap(model, input, {3});
        const double size
            = std::sqrt(std::inner_product(expected.map.begin(), expected.map.end(), expected.map.begin(), 0.0));
        QVERIFY(size > 0);
        QVERIFY2(largestDifference(found.map, expected.map) < 1e-3 * size,
                 qPrintable(QString::number(largestDifference(found.map, expected.map) / size)));
    }

    void aLargeEpsilonKeepsRelevanceBack()
    {
        const Model model = withoutBiases(engine::findPreset("mlp-128-64"));
        const Attribution found = engine::lrpMap(model, lrpDigit(1), {3}, {.epsilon = 1});
        QVERIFY(std::abs(found.sum()) < 0.8 * std::abs(found.logit));
    }

    void isFiniteForEveryPresetButThoseItRefuses()
    {
        for (const Recipe& preset : engine::presets()) {
            const Model model = initialModel(preset);
            if (hasLayer(preset, "lstm")) {
                QVERIFY2(lrpRefusal(model).contains(QStringLiteral("LSTM")), preset.name.c_str());
                continue;
            }
            if (preset.target != engine::Target::Label) {
                QVERIFY2(lrpRefusal(model).contains(QStringLiteral("names no class")), preset.name.c_str());
                continue;
            }
            // Also of an empty picture, where all sums may be 0.
            for (const bool isEmpty : {false, true}) {
                const std::size_t size = model.network->inputShape().elements();
                const auto map
                    = engine::lrpMap(model, isEmpty ? LrpNumbers(size) : randomNumbers(size, 1, 0, 1), {1}).map;
                QCOMPARE(map.size(), size);
                QVERIFY2(std::ranges::all_of(map, [](float r) { return std::isfinite(r); }), preset.name.c_str());
            }
        }
    }

    void saysWhatItCannotExplain()
    {
        const Model model = modelOf(lrpRecipe({2}, {lrpTwo, {"relu", {}}, lrpTwo}), oneAfterAnother(firstLayer, secondLayer));
        QCOMPARE(lrpRefusal(model, {2}), QStringLiteral("the network has no class 2, expected 0 to 1"));
        QCOMPARE(lrpRefusal(model, {0, 7}), QStringLiteral("the network has no class 7, expected 0 to 1"));
        QVERIFY(lrpRefusal(model, {1, 1}).startsWith(QStringLiteral("class 1 against itself")));
        const Model inside
            = modelOf(lrpRecipe({2}, {lrpTwo, {"softmax", {}}, lrpTwo}), oneAfterAnother(firstLayer, secondLayer));
        QVERIFY(
            lrpRefusal(inside).startsWith(QStringLiteral("layer 2, softmax_1: relevance has no rule for a softmax")));
    }
};

const RegisteredTest<LrpTest> registeredLrpTest;
#include "tst_lrp.moc"
