#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/inspect/attribution_methods.h"
#include "engine/inspect/logit_function.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>

using engine::AskedLogit;
using engine::Attribution;
using engine::Model;

namespace {

std::vector<float> digit(unsigned seed)
{
    const auto made = engine::syntheticDigits(1, seed);
    std::vector<float> input;
    for (const std::uint8_t pixel : made.pixels)
        input.push_back(float(pixel) / 255);
    return input;
}

/// In noise, so that nothing lies on a kink.
std::vector<float> noisyDigit(unsigned seed)
{
    std::vector<float> input = randomNumbers(784, seed, 0, 1);
    std::ranges::transform(input, digit(seed), input.begin(), [](float noise, float ink) { return (noise + ink) / 2; });
    return input;
}

engine::Recipe withFirst(engine::Recipe recipe, const engine::Spec& layer)
{
    recipe.layers.insert(recipe.layers.begin(), layer);
    return recipe;
}

engine::Recipe withLast(engine::Recipe recipe, const engine::Spec& layer)
{
    recipe.layers.push_back(layer);
    return recipe;
}

engine::Recipe smallLstm()
{
    return recipeOf({{"lstm", {{"units", std::int64_t{6}}}}, {"dense", {{"units", std::int64_t{10}}}}});
}

template<typename Call>
QString complaintOf(const Call& call)
{
    try {
        call();
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class AttributionTest : public QObject
{
    Q_OBJECT

private slots:
    void gradientAgreesWithCentralDifferencesOfTheLogit_data()
    {
        QTest::addColumn<engine::Recipe>("recipe");
        QTest::newRow("perceptrons, dropout") << smallMlp();
        QTest::newRow("convolution, batch normalisation") << smallNormalizedCnn();
        QTest::newRow("standardised inside") << withFirst(smallMlp(), {"normalization", {}});
        QTest::newRow("bytes inside") << withFirst(smallMlp(), {"rescaling", {{"scale", 255.0}, {"offset", 0.0}}});
        QTest::newRow("softmax at the end") << withLast(smallMlp(), {"softmax", {}});
        QTest::newRow("sigmoids at the end") << withLast(smallMlp(), {"sigmoid", {}});
        QTest::newRow("RBM layers") << smallDbn();
        QTest::newRow("LSTM") << smallLstm();
    }

    void gradientAgreesWithCentralDifferencesOfTheLogit()
    {
        QFETCH(engine::Recipe, recipe);
        const Model model = randomModel(engine::Recipe(recipe));
        for (const AskedLogit& asked : {AskedLogit{3, {}}, AskedLogit{3, 8}}) {
            const auto input = noisyDigit(7);
            Doubles x(input.begin(), input.end());
            const Attribution found = engine::gradientMap(model, input, asked);
            QCOMPARE(found.map.size(), std::size_t(784));
            const double logit = referenceLogit(model, asked, x);
            QVERIFY(std::abs(found.logit - logit) < 1e-4 * std::max(1.0, std::abs(logit)));
            double error = 0, size = 0;
            int compared = 0;
            for (std::size_t pixel = 0; pixel < 784; pixel += 13) {
                constexpr double h = 1e-6;
                const auto passAt = [&](double value) {
                    Doubles moved = x;
                    moved[pixel] = value;
                    return moved;
                };
                const auto above = referencePass(*model.network, model.weights->parameters, passAt(x[pixel] + h));
                const auto below = referencePass(*model.network, model.weights->parameters, passAt(x[pixel] - h));
                if (above.kinks.pattern != below.kinks.pattern)
                    continue;
                const double slope = (referenceLogit(model, asked, passAt(x[pixel] + h))
                                      - referenceLogit(model, asked, passAt(x[pixel] - h)))
                    / (2 * h);
                error += (slope - double(found.map[pixel])) * (slope - double(found.map[pixel]));
                size += slope * slope;
                ++compared;
            }
            QVERIFY(compared > 50);
            QVERIFY2(std::sqrt(error / size) <= 1e-3, qPrintable(QString::number(std::sqrt(error / size))));
        }
    }

    void gradientTimesInputIsWhatItSays()
    {
        const Model model = randomModel(smallMlp());
        const auto input = digit(2);
        const Attribution plain = engine::gradientMap(model, input, {4});
        const Attribution times = engine::gradientTimesInput(model, input, {4});
        for (std::size_t i = 0; i < input.size(); ++i)
            QCOMPARE(times.map[i], plain.map[i] * input[i]);
        QCOMPARE(times.logit, plain.logit);
        QVERIFY(!times.completenessError());
    }

    void smoothGradWithoutNoiseIsTheGradient()
    {
        const Model model = randomModel(smallMlp());
        const auto input = digit(2);
        const Attribution smooth = engine::smoothGrad(model, input, {4}, {.deviation = 0});
        QVERIFY(largestDifference(smooth.map, engine::gradientMap(model, input, {4}).map) < 1e-6);
    }

    void smoothGradIsTheMeanOverNoiseDrawnFromItsSeed()
    {
        const Model model = randomModel(smallMlp());
        const auto input = digit(2);
        const auto mapOf
            = [&](std::uint64_t seed) { return engine::smoothGrad(model, input, {4}, {.seed = seed}).map; };
        QCOMPARE(mapOf(1), mapOf(1));
        QVERIFY(mapOf(1) != mapOf(2));
        QVERIFY(largestDifference(mapOf(1), engine::gradientMap(model, input, {4}).map) > 1e-3);
        // Of a line every slope is the same, whatever the noise.
        const Model line = linearModel();
        const Attribution smooth = engine::smoothGrad(line, input, {4}, {.deviation = 0.5});
        for (std::size_t i = 0; i < 784; ++i)
            QVERIFY(std::abs(double(smooth.map[i]) - weightOf(line, 4, i)) < 1e-6);
    }

    void occlusionOfALineIsWhatItsSquaresHaveAdded()
    {
        const Model line = linearModel();
        const auto input = digit(6);
        const Attribution found = engine::occlusionMap(line, input, {4, 9});
        for (int row = 0; row < 28; ++row)
            for (int column = 0; column < 28; ++column) {
                double sum = 0;
                int squares = 0;
                for (int top = std::max(0, row - 4); top <= std::min(row, 23); ++top)
                    for (int left = std::max(0, column - 4); left <= std::min(column, 23); ++left, ++squares)
                        for (int i = 0; i < 25; ++i) {
                            const auto pixel = std::size_t((top + i / 5) * 28 + left + i % 5);
                            sum += double(input[pixel]) * (weightOf(line, 4, pixel) - weightOf(line, 9, pixel));
                        }
                QVERIFY(std::abs(double(found.map[std::size_t(row * 28 + column)]) - sum / squares) < 1e-5);
            }
    }

    void occlusionOfNothingIsNothing()
    {
        const Model model = randomModel(smallNormalizedCnn());
        std::vector<float> input(784);
        QVERIFY(
            std::ranges::all_of(engine::occlusionMap(model, input, {1}).map, [](float value) { return value == 0; }));
        input[0] = 1; // the only square with ink is the one in that corner
        const auto map = engine::occlusionMap(model, input, {1}).map;
        for (std::size_t i = 0; i < 784; ++i)
            QCOMPARE(map[i] != 0, i % 28 < 5 && i / 28 < 5);
    }

    void hasTheSameBitsForAnyNumberOfThreads()
    {
        const Model model = randomModel(smallNormalizedCnn());
        const auto fill = [](std::size_t index, std::span<float> to) {
            std::ranges::copy(randomNumbers(784, unsigned(index), 0, 1), to.begin());
        };
        engine::LogitFunction alone(model, {2}, 1), together(model, {2}, 3);
        QCOMPARE(alone.values(50, fill), together.values(50, fill));
        QCOMPARE(alone.meanGradient(50, fill), together.meanGradient(50, fill));
    }

    void isEmptyOnceItIsStopped()
    {
        std::stop_source source;
        source.request_stop();
        const Model model = randomModel(smallCnn());
        for (const engine::KindInfo& method : engine::attributionMethods())
            if (method.kind != "lrp_epsilon") // which is as quick as a pass
                QVERIFY2(
                    engine::attribute(model, digit(1), {1}, {.method = method.kind}, source.get_token()).map.empty(),
                    method.kind.c_str());
    }

    void explainsEveryPresetThatReadsPictures_data()
    {
        QTest::addColumn<QString>("name");
        for (const engine::Recipe& preset : engine::presets())
            QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
    }

    void explainsEveryPresetThatReadsPictures()
    {
        QFETCH(QString, name);
        const Model model = randomModel(engine::findPreset(name.toStdString()));
        const std::vector<float> input(model.network->inputShape().elements(), 0.5f);
        const auto complaint = complaintOf([&] {
            QCOMPARE(engine::attribute(model, input, {1}, {.method = "gradient"}).map.size(), std::size_t(784));
        });
        if (model.readsPoints())
            QVERIFY(complaint.contains("reads points"));
        else if (!model.namesClasses())
            QVERIFY(complaint.contains("names no class"));
        else
            QCOMPARE(complaint, QString());
    }

    void saysWhatCannotBeAsked()
    {
        const Model model = randomModel(smallMlp());
        const auto input = digit(1);
        QVERIFY(complaintOf([&] { engine::gradientMap(model, input, {10}); }).contains("no class 10"));
        QVERIFY(complaintOf([&] { engine::gradientMap(model, input, {3, 3}); }).contains("against itself"));
        QVERIFY(complaintOf([&] {
                    engine::attribute(model, input, {3}, {.method = "shap"});
                }).contains("integrated_gradients"));
        QVERIFY(
            complaintOf([&] { engine::attribute(model, input, {3}, {.method = "grad_cam"}); }).contains("Grad-CAM"));
    }
};

const RegisteredTest<AttributionTest> registeredAttributionTest;
#include "tst_attribution.moc"
