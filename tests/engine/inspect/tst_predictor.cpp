#include "engine/errors.h"
#include "engine/inspect/predictor.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using engine::Predictor;
using engine::Sequential;

namespace {

std::shared_ptr<const Sequential> networkOf(const engine::Recipe& recipe)
{
    return std::make_shared<const Sequential>(recipe.input, std::span<const engine::Spec>(recipe.layers));
}

} // namespace

class PredictorTest : public QObject
{
    Q_OBJECT

private slots:
    // 2–2: logits of x₀ and ln 3 · x₁, probabilities of 1/4 and 3/4 for a picture of which only the second pixel is lit.
    void predictsAsByHand()
    {
        engine::Recipe recipe = recipeOf({{"dense", {{"units", std::int64_t{2}}}}});
        recipe.input = {2};
        Predictor predictor(networkOf(recipe));
        const std::vector<float> parameters{1, 0, 0, std::log(3.0f), 0, 0};
        const auto probabilities = predictor.predict(parameters, std::vector<std::uint8_t>{0, 255});
        QCOMPARE_LT(largestDifference(probabilities, std::vector<float>{0.25f, 0.75f}), 1e-6);
        QCOMPARE_LT(largestDifference(predictor.probabilities(), probabilities), 1e-12);
        predictor.predict(parameters, std::vector<std::uint8_t>{51, 0});
        QCOMPARE_LT(largestDifference(predictor.activation(0), std::vector<float>{0.2f, 0}), 1e-6);
        QCOMPARE_LT(largestDifference(predictor.activation(1), std::vector<float>{0.2f, 0}), 1e-6);
    }

    // Behind a softmax layer and another loss, outputs are probabilities already.
    void takesOutputsAsTheLossMeansThem()
    {
        engine::Recipe recipe = recipeOf({{"dense", {{"units", std::int64_t{2}}}}, {"softmax", {}}});
        recipe.input = {2};
        Predictor predictor(networkOf(recipe), {"mean_squared_error", {}});
        const std::vector<float> parameters{1, 0, 0, std::log(3.0f), 0, 0};
        QCOMPARE_LT(largestDifference(predictor.predict(parameters, std::vector<std::uint8_t>{0, 255}),
                                      std::vector<float>{0.25f, 0.75f}),
                    1e-6);
    }

    void followsTheWeightsItIsGiven()
    {
        Predictor predictor(networkOf(softmaxRecipe()));
        std::vector<float> parameters(7'850);
        const std::vector<std::uint8_t> picture(784, 100);
        const auto before = predictor.predict(parameters, picture);
        QCOMPARE_LT(largestDifference(before, std::vector<float>(10, 0.1f)), 1e-7);
        parameters[7'840 + 3] = std::log(11.0f); // the bias of the three: 11 against nine times 1
        QCOMPARE_LT(std::abs(double(predictor.predict(parameters, picture)[3]) - 0.55), 1e-6);
    }

    // The same sums in another order, of a thin and of a full picture.
    void predictsTheSameWithPackedWeights()
    {
        for (const auto& recipe : {softmaxRecipe(), smallMlp(), smallCnn()}) {
            const auto network = networkOf(recipe);
            Predictor predictor(network);
            Predictor packed(network);
            const auto parameters = randomNumbers(network->parameters().size(), 1);
            packed.pack(parameters);
            QVERIFY(packed.isPacked(parameters));
            std::vector<std::uint8_t> full(784);
            std::iota(full.begin(), full.end(), std::uint8_t{1});
            const auto digit = engine::syntheticDigits(1, 5);
            for (const auto& picture : {std::vector<std::uint8_t>(784), digit.pixels, full}) {
                predictor.predict(parameters, picture);
                packed.predict(parameters, picture);
                for (std::size_t i = 0; i <= network->size(); ++i)
                    QCOMPARE_LT(largestDifference(packed.activation(i), predictor.activation(i)), 1e-4);
            }
            const auto others = randomNumbers(network->parameters().size(), 2);
            predictor.predict(others, digit.pixels);
            packed.predict(others, digit.pixels);
            QVERIFY(std::ranges::equal(packed.probabilities(), predictor.probabilities()));
        }
    }

    // ReLU and dropout would work in place elsewhere; here what entered them is still to be seen.
    void keepsWhatEnteredEveryLayer()
    {
        const auto network = networkOf(smallMlp());
        Predictor predictor(network);
        const auto parameters = randomNumbers(network->parameters().size(), 1);
        const auto digit = engine::syntheticDigits(1, 5);
        predictor.predict(parameters, digit.sample(0));
        const auto beforeRelu = predictor.activation(2);
        const auto afterRelu = predictor.activation(3);
        QVERIFY(std::ranges::any_of(beforeRelu, [](float x) { return x < 0; }));
        for (std::size_t i = 0; i < beforeRelu.size(); ++i)
            QCOMPARE(afterRelu[i], std::max(beforeRelu[i], 0.0f));
        QCOMPARE_LT(largestDifference(predictor.activation(4), afterRelu), 1e-12); // dropout is for training
        QCOMPARE(predictor.activation(5).size(), std::size_t{10});
        const auto probabilities = predictor.probabilities();
        QCOMPARE_LT(std::abs(std::accumulate(probabilities.begin(), probabilities.end(), 0.0) - 1), 1e-6);
    }

    // 2–1, σ(x₁ − 2 x₂ + 0.5), also where no picture could be.
    void predictsPointsAnywhere()
    {
        engine::Recipe recipe = recipeOf({{"dense", {{"units", std::int64_t{1}}}}, {"sigmoid", {}}});
        recipe.input = {2};
        Predictor predictor(networkOf(recipe), {"binary_cross_entropy", {}}, {.maxSamples = 3});
        const std::vector<float> parameters{1, -2, 0.5f};
        const std::vector<float> points{-0.5f, 0, 1.5f, 1, 0, 0.25f};
        const auto answers = predictor.predict(parameters, points);
        const auto sigmoid = [](double x) { return float(1 / (1 + std::exp(-x))); };
        QCOMPARE_LT(largestDifference(answers, std::vector{sigmoid(0), sigmoid(0), sigmoid(0)}), 1e-6);
        const std::vector<float> others{1, 0, 0, 1};
        QCOMPARE_LT(largestDifference(predictor.predict(parameters, others), std::vector{sigmoid(1.5), sigmoid(-1.5)}), 1e-6);
        QCOMPARE_LT(largestDifference(predictor.activation(1), std::vector{1.5f, -1.5f}), 1e-6);
    }

    void predictsManyAsOneByOne()
    {
        const auto network = networkOf(smallCnn());
        const auto parameters = randomNumbers(network->parameters().size(), 3);
        const auto digits = engine::syntheticDigits(70, 5);
        std::vector<float> inputs;
        for (const std::uint8_t pixel : digits.pixels)
            inputs.push_back(float(pixel) / 255);
        const engine::Spec loss{"softmax_cross_entropy", {}};
        Predictor together(network, loss, {.maxSamples = 70});
        const auto all = together.predict(parameters, inputs);
        Predictor inParts(network, loss, Predictor::forMany(1));
        QCOMPARE_LT(largestDifference(inParts.predict(parameters, digits.pixels), all), 1e-5);
        Predictor onThreads(network, loss, Predictor::forMany(3));
        QCOMPARE(onThreads.threads(), std::size_t{3});
        QVERIFY(std::ranges::equal(onThreads.predict(parameters, digits.pixels), inParts.probabilities()));
        const auto maps = together.activation(2); // behind ReLU
        QCOMPARE(maps.size(), digits.size() * network->shapeBefore(2).elements());
        Predictor single(network);
        for (const std::size_t i : {0, 1, 69}) {
            QCOMPARE_LT(largestDifference(all.subspan(i * 10, 10), single.predict(parameters, digits.sample(i))), 1e-5);
            QCOMPARE_LT(largestDifference(inParts.logits().subspan(i * 10, 10), single.logits()), 1e-4);
            QCOMPARE_LT(largestDifference(maps.subspan(i * maps.size() / 70, maps.size() / 70), single.activation(2)), 1e-5);
        }
    }

    void tempersProbabilitiesButNoLogits()
    {
        engine::Recipe recipe = recipeOf({{"dense", {{"units", std::int64_t{2}}}}});
        recipe.input = {2};
        Predictor predictor(networkOf(recipe));
        predictor.setTemperature(2);
        const std::vector<float> parameters{0, 0, 0, std::log(9.0f), 0, 0};
        const std::vector<float> logits{0, std::log(9.0f)};
        QCOMPARE_LT(largestDifference(predictor.predictLogits(parameters, std::vector<std::uint8_t>{0, 255}), logits), 1e-6);
        QCOMPARE_LT(largestDifference(predictor.predict(parameters, std::vector<std::uint8_t>{0, 255}),
                                      std::vector<float>{0.25f, 0.75f}),
                    1e-6);
        QCOMPARE_LT(largestDifference(predictor.logits(), logits), 1e-6);
    }

    // The first of two hidden units off; and as it was once nothing is.
    void holdsUnits()
    {
        engine::Recipe recipe = recipeOf({{"dense", {{"units", std::int64_t{2}}}}, {"relu", {}}, {"dense", {{"units", std::int64_t{1}}}}});
        recipe.input = {2};
        Predictor predictor(networkOf(recipe), {"mean_squared_error", {}}, {.maxSamples = 1, .threads = 2});
        const std::vector<float> parameters{1, 2, 3, 4, 0, 0, /* output */ 1, 1, 0};
        const std::vector<float> inputs{1, 1, /* a second sample */ 2, 0};
        QVERIFY(std::ranges::equal(predictor.predictLogits(parameters, inputs), std::vector<float>{10, 8}));
        predictor.setInterventions({{.layer = 1, .units = {0}}});
        QVERIFY(std::ranges::equal(predictor.predictLogits(parameters, inputs), std::vector<float>{7, 6}));
        QVERIFY_EXCEPTION_THROWN(predictor.setInterventions({{.layer = 1, .units = {2}}}), engine::Error);
        predictor.setInterventions({});
        QVERIFY(std::ranges::equal(predictor.predictLogits(parameters, inputs), std::vector<float>{10, 8}));
    }
};

const RegisteredTest<PredictorTest> registeredPredictorTest;
#include "tst_predictor.moc"
