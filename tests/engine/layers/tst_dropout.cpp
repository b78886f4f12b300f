#include "engine/layers/dropout.h"
#include "tests/engine/layers/gradient_check.h"
#include "tests/registered_test.h"

#include <QTest>

#include <numeric>

using engine::RandomKey;
using engine::Dropout;
using engine::PassMode;

class DropoutTest : public QObject
{
    Q_OBJECT

private slots:
    void silencesItsShareAndKeepsTheMean_data()
    {
        QTest::addColumn<double>("rate");
        for (const double rate : {0.0, 0.1, 0.2, 0.5, 0.95})
            QTest::addRow("%g", rate) << rate;
    }

    void silencesItsShareAndKeepsTheMean()
    {
        QFETCH(double, rate);
        constexpr std::size_t width = 1'001, samples = 100, count = width * samples;
        const Dropout layer({.rate = rate});
        const auto output = LayerRun(layer, {width}, samples).forward(std::vector<float>(count, 1.0f), PassMode::Training, {.seed = 1});
        const auto silent = double(std::ranges::count(output, 0.0f));
        // Five standard deviations of a binomial; the rate itself is kept to 1/65,536.
        const double spread = 5 * std::sqrt(rate * (1 - rate) / count) + 1.0 / 65'536;
        QCOMPARE_LE(std::abs(silent / count - rate), spread);
        for (const float value : output)
            QVERIFY(value == 0 || std::abs(double(value) * (1 - rate) - 1) < 2e-4);
        const double mean = std::accumulate(output.begin(), output.end(), 0.0) / count;
        QCOMPARE_LE(std::abs(mean - 1), spread / (1 - rate) + 2e-4);
    }

    void doesNothingWhenNotTraining()
    {
        const auto input = randomNumbers(30, 1);
        QCOMPARE(LayerRun(Dropout({.rate = 0.5}), {10}, 3).forward(input), input);
    }

    // Data-parallel training cuts a batch into shards; what is silenced must not depend on the cut.
    void drawsTheSameHoweverTheBatchIsCut()
    {
        const Dropout layer({.rate = 0.5});
        const auto input = randomNumbers(7 * 13, 1, 1, 2);
        const RandomKey key{.seed = 3, .step = 17, .layer = 2};
        const auto whole = LayerRun(layer, {13}, 7).forward(input, PassMode::Training, key);
        std::vector<float> pieces;
        for (const auto& [first, samples] : {std::pair<std::size_t, std::size_t>{0, 1}, {1, 4}, {5, 2}}) {
            RandomKey own = key;
            own.firstSample = first;
            const auto piece = LayerRun(layer, {13}, samples)
                                   .forward(std::span(input).subspan(first * 13, samples * 13), PassMode::Training, own);
            pieces.insert(pieces.end(), piece.begin(), piece.end());
        }
        QCOMPARE(pieces, whole);
    }

    void drawsAnewForEverySeedStepLayerAndSample()
    {
        const Dropout layer({.rate = 0.5});
        const std::vector<float> ones(64, 1.0f);
        const auto mask = [&](const RandomKey& key) { return LayerRun(layer, {64}, 1).forward(ones, PassMode::Training, key); };
        const RandomKey key{.seed = 3, .step = 17, .layer = 2, .firstSample = 5};
        QCOMPARE(mask(key), mask(key));
        for (const RandomKey& other : {RandomKey{4, 17, 2, 5}, {3, 18, 2, 5}, {3, 17, 3, 5}, {3, 17, 2, 6}, {17, 3, 2, 5}})
            QVERIFY(mask(other) != mask(key));
    }

    void passesBackThroughTheSameMask()
    {
        const Dropout layer({.rate = 0.3});
        LayerRun run(layer, {50}, 2);
        const std::vector<float> ones(100, 1.0f);
        const auto mask = run.forward(ones, PassMode::Training, {.seed = 9});
        QCOMPARE(run.backward(ones).input, mask);
        const auto errors = layerGradientErrors(layer, {50}, 2, randomNumbers(100, 1), {.seed = 9});
        QCOMPARE_LT(errors.input, gradientTolerance);
    }
};

const RegisteredTest<DropoutTest> registeredDropoutTest;
#include "tst_dropout.moc"
