#include "engine/inspect/predictor.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

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
    void readsAPictureAsByHand()
    {
        engine::Recipe recipe = recipeOf({{"dense", {{"units", std::int64_t{2}}}}});
        recipe.input = {2};
        Predictor predictor(networkOf(recipe));
        const std::vector<float> parameters{1, 0, 0, std::log(3.0f), 0, 0};
        const auto probabilities = predictor.read(parameters, std::vector<std::uint8_t>{0, 255});
        QCOMPARE_LT(largestDifference(probabilities, std::vector<float>{0.25f, 0.75f}), 1e-6);
        QCOMPARE_LT(largestDifference(predictor.probabilities(), probabilities), 1e-12);
        predictor.read(parameters, std::vector<std::uint8_t>{51, 0});
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
        QCOMPARE_LT(largestDifference(predictor.read(parameters, std::vector<std::uint8_t>{0, 255}),
                                      std::vector<float>{0.25f, 0.75f}),
                    1e-6);
    }

    void followsTheWeightsItIsGiven()
    {
        Predictor predictor(networkOf(softmaxRecipe()));
        std::vector<float> parameters(7'850);
        const std::vector<std::uint8_t> picture(784, 100);
        const auto before = predictor.read(parameters, picture);
        QCOMPARE_LT(largestDifference(before, std::vector<float>(10, 0.1f)), 1e-7);
        parameters[7'840 + 3] = std::log(11.0f); // the bias of the three: 11 against nine times 1
        QCOMPARE_LT(std::abs(double(predictor.read(parameters, picture)[3]) - 0.55), 1e-6);
    }

    // The same sums in another order, of a thin and of a full picture.
    void readsTheSameWithWeightsThatItKeeps()
    {
        for (const auto& recipe : {softmaxRecipe(), smallMlp(), smallCnn()}) {
            const auto network = networkOf(recipe);
            Predictor predictor(network);
            Predictor keeping(network);
            const auto parameters = randomNumbers(network->parameters().size(), 1);
            keeping.keep(parameters);
            QVERIFY(keeping.keeps(parameters));
            std::vector<std::uint8_t> full(784);
            std::iota(full.begin(), full.end(), std::uint8_t{1});
            const auto digit = engine::syntheticDigits(1, 5);
            for (const auto& picture : {std::vector<std::uint8_t>(784), digit.pixels, full}) {
                predictor.read(parameters, picture);
                keeping.read(parameters, picture);
                for (std::size_t i = 0; i <= network->size(); ++i)
                    QCOMPARE_LT(largestDifference(keeping.activation(i), predictor.activation(i)), 1e-4);
            }
            const auto others = randomNumbers(network->parameters().size(), 2);
            predictor.read(others, digit.pixels);
            keeping.read(others, digit.pixels);
            QVERIFY(std::ranges::equal(keeping.probabilities(), predictor.probabilities()));
        }
    }

    // ReLU and dropout would work in place elsewhere; here what entered them is still to be seen.
    void keepsWhatEnteredEveryLayer()
    {
        const auto network = networkOf(smallMlp());
        Predictor predictor(network);
        const auto parameters = randomNumbers(network->parameters().size(), 1);
        const auto digit = engine::syntheticDigits(1, 5);
        predictor.read(parameters, digit.sample(0));
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
};

const RegisteredTest<PredictorTest> registered;
#include "tst_predictor.moc"
