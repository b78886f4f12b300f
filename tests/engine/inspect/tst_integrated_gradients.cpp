#include "engine/inspect/integrated_gradients.h"

#include "engine/data/data_loader.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/engine/inspect/random_model.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

using engine::Attribution;
using engine::Model;

namespace {

const std::vector<float> paper(784);

std::vector<float> digitToIntegrate(unsigned seed)
{
    std::vector<float> input(784);
    engine::scale(engine::syntheticDigits(1, seed).pixels, input);
    return input;
}

/// z = amplitude · sigmoid(steepness (x - 0.5)), x the first pixel: a step that few midpoints of the way to it see.
Model stepModel(float steepness)
{
    engine::Recipe recipe = recipeOf({{"flatten", {}},
                                      {"dense", {{"units", std::int64_t{1}}}},
                                      {"sigmoid", {}},
                                      {"dense", {{"units", std::int64_t{2}}}}});
    std::vector<float> parameters(784 + 1 + 2 + 2);
    parameters[0] = steepness;
    parameters[784] = -steepness / 2 - steepness / 300; // not in the middle between two midpoints, nor on one
    parameters[785] = 5; // class 0
    return modelOf(recipe, parameters);
}

} // namespace

class IntegratedGradientsTest : public QObject
{
    Q_OBJECT

private slots:
    void ofALineIsWhatEachPixelAdds()
    {
        const Model line = linearModel();
        const auto input = digitToIntegrate(1);
        const std::vector<float> white(784, 1.0f);
        const Attribution found = engine::integratedGradients(line, input, {2, 7}, white, {.steps = 3});
        for (std::size_t i = 0; i < 784; ++i) {
            const double weight = weightOf(line, 2, i) - weightOf(line, 7, i);
            QVERIFY(std::abs(double(found.map[i]) - (double(input[i]) - 1) * weight) < 1e-5);
        }
        const double baseline = referenceLogit(line, {2, 7}, Doubles(784, 1.0));
        QVERIFY(std::abs(*found.baselineLogit - baseline) < 1e-4);
    }

    void addsUpToTheDifferenceOfTheLogits_data()
    {
        QTest::addColumn<engine::Recipe>("recipe");
        QTest::newRow("perceptrons") << smallMlp();
        QTest::newRow("convolution, batch normalisation") << smallNormalizedCnn();
        QTest::newRow("LSTM") << recipeOf(
            {{"lstm", {{"units", std::int64_t{6}}}}, {"dense", {{"units", std::int64_t{10}}}}});
    }

    void addsUpToTheDifferenceOfTheLogits()
    {
        QFETCH(engine::Recipe, recipe);
        const Model model = randomModel(recipe);
        const auto input = digitToIntegrate(3);
        for (const std::vector<float>& baseline :
             {paper, std::vector<float>(784, 1.0f), engine::blurredPicture(input, {1, 28, 28})}) {
            const Attribution found = engine::integratedGradients(model, input, {3}, baseline);
            const double difference = referenceLogit(model, {3}, Doubles(input.begin(), input.end()))
                - referenceLogit(model, {3}, Doubles(baseline.begin(), baseline.end()));
            const double error = std::abs(found.sum() - difference) / std::abs(difference);
            QVERIFY2(error <= 0.0101, qPrintable(QString::number(error)));
            QVERIFY(std::abs(*found.completenessError() - error) < 1e-3);
            for (std::size_t i = 0; i < 784; ++i)
                QVERIFY(input[i] != baseline[i] || found.map[i] == 0);
        }
    }

    void takesMoreStepsWhereFewMissAStep()
    {
        // The midpoint rule's error for the slope of a sigmoid of width 1/300 is at most 2 y / sinh(y), y = 2π² N /
        // 300: 0.25 with N = 64, 0.0075 with 128.
        const Model step = stepModel(300);
        std::vector<float> input(784);
        input[0] = 1;
        QVERIFY(*engine::integratedGradients(step, input, {0}, paper, {.steps = 64}).completenessError() > 0.02);
        QVERIFY(*engine::integratedGradients(step, input, {0}, paper).completenessError() < 0.01);
        const Attribution found = engine::integratedGradients(step, input, {0}, paper);
        QVERIFY(std::abs(found.sum() - 5) < 0.05);
    }

    void givesUpWhereEvenTheMostStepsAreNotEnough()
    {
        const Model step = stepModel(30'000);
        std::vector<float> input(784);
        input[0] = 1;
        const Attribution found = engine::integratedGradients(step, input, {0}, paper);
        QCOMPARE(found.map, engine::integratedGradients(step, input, {0}, paper, {.steps = 512}).map);
        QVERIFY(*found.completenessError() > 0.01);
    }

    void isNothingWhereThePicturesAreAlike()
    {
        const auto input = digitToIntegrate(1);
        const Attribution found = engine::integratedGradients(randomModel(smallMlp()), input, {3}, input);
        QVERIFY(std::ranges::all_of(found.map, [](float value) { return value == 0; }));
        QVERIFY(!found.completenessError());
    }

    void blursByAGaussianOfThreePixels()
    {
        std::vector<float> dot(784);
        dot[14 * 28 + 14] = 1;
        const auto blurred = engine::blurredPicture(dot, {1, 28, 28});
        const auto density
            = [](double distance) { return std::exp(-distance * distance / 18) / (3 * std::sqrt(2 * M_PI)); };
        for (std::size_t row = 0; row < 28; ++row)
            for (std::size_t column = 0; column < 28; ++column)
                QVERIFY(std::abs(double(blurred[row * 28 + column])
                                 - density(double(row) - 14) * density(double(column) - 14))
                        < 1e-6);
    }

    void theMeanPictureIsTheMeanOfAllSamples()
    {
        engine::Dataset data{.sampleShape = {1, 1, 3}, .pixels = {0, 255, 51, 0, 0, 102}, .labels = {1, 2}};
        QCOMPARE(engine::meanPicture(data), (std::vector<float>{0, 0.5f, 0.3f}));
    }
};

const RegisteredTest<IntegratedGradientsTest> registeredIntegratedGradientsTest;
#include "tst_integrated_gradients.moc"
