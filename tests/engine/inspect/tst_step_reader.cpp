#include "engine/inspect/predictor.h"
#include "engine/inspect/step_reader.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>

using engine::Sequential;
using engine::StepReader;

namespace {

engine::Recipe lstmRecipe(const char* returnSequences, std::vector<engine::Spec> behind)
{
    engine::Recipe recipe = recipeOf({{"rescaling", {{"scale", 2.0}, {"offset", -1.0}}},
                                      {"lstm", {{"units", std::int64_t{6}}, {"return_sequences", returnSequences}}}});
    recipe.layers.insert(recipe.layers.end(), behind.begin(), behind.end());
    return recipe;
}

std::shared_ptr<const Sequential> networkOf(const engine::Recipe& recipe)
{
    return std::make_shared<const Sequential>(recipe.input, std::span<const engine::Spec>(recipe.layers));
}

const engine::Spec ten{"dense", {{"units", std::int64_t{10}}}};

} // namespace

class StepReaderTest : public QObject
{
    Q_OBJECT

private slots:
    // A network that stops early has read the first rows alone: one whose picture is cut there thinks the same.
    void thinksAfterEachRowWhatAPictureCutThereMakesItThink()
    {
        const auto whole = networkOf(lstmRecipe("no", {{"dropout", {{"rate", 0.5}}}, ten}));
        const auto parameters = randomNumbers(whole->parameters().size(), 4);
        const auto digit = engine::syntheticDigits(1, 5);
        StepReader reader(*whole, {"softmax_cross_entropy", {}});
        QCOMPARE(reader.steps(), std::size_t{28});
        QCOMPARE(reader.units(), std::size_t{6});
        QVERIFY(reader.saysAtEachStep());
        reader.read(parameters, digit.sample(0));
        QCOMPARE(reader.hidden().size(), std::size_t{28 * 6});
        for (const std::size_t rows : {1, 13, 28}) {
            engine::Recipe cut = lstmRecipe("no", {{"dropout", {{"rate", 0.5}}}, ten});
            cut.input = {1, rows, 28};
            engine::Predictor predictor(networkOf(cut));
            const auto said = predictor.read(parameters, digit.sample(0).first(rows * 28));
            QCOMPARE_LT(largestDifference(reader.hidden().subspan((rows - 1) * 6, 6), predictor.activation(2)), 1e-5);
            QCOMPARE_LT(largestDifference(reader.probabilities().subspan((rows - 1) * 10, 10), said), 1e-5);
        }
    }

    void saysNothingBeforeTheEndWhereAllStepsAreReadAtOnce()
    {
        const auto network = networkOf(lstmRecipe("yes", {{"flatten", {}}, ten}));
        const auto parameters = randomNumbers(network->parameters().size(), 4);
        const auto digit = engine::syntheticDigits(1, 5);
        StepReader reader(*network, {"softmax_cross_entropy", {}});
        QVERIFY(!reader.saysAtEachStep());
        reader.read(parameters, digit.sample(0));
        QVERIFY(reader.probabilities().empty());
        engine::Predictor predictor(network);
        predictor.read(parameters, digit.sample(0));
        QCOMPARE_LT(largestDifference(reader.hidden(), predictor.activation(2)), 1e-6);
    }

    void findsTheFirstLstm()
    {
        QVERIFY(!StepReader::findLstm(*networkOf(smallMlp())));
        QCOMPARE(StepReader::findLstm(*networkOf(lstmRecipe("no", {ten}))), std::optional<std::size_t>(1));
    }
};

const RegisteredTest<StepReaderTest> registered;
#include "tst_step_reader.moc"
