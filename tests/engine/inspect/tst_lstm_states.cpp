#include "engine/inspect/lstm_states.h"
#include "engine/inspect/predictor.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"

#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>

using engine::LstmStates;
using engine::Sequential;

namespace {

engine::Recipe lstmRecipe(const char* returnSequences, std::vector<engine::Spec> behind)
{
    engine::Recipe recipe = recipeOf({{"rescaling", {{"scale", 2.0}, {"offset", -1.0}}},
                                      {"lstm", {{"units", std::int64_t{6}}, {"return_sequences", returnSequences}}}});
    recipe.layers.insert(recipe.layers.end(), behind.begin(), behind.end());
    return recipe;
}

std::shared_ptr<const Sequential> lstmOf(const engine::Recipe& recipe)
{
    return std::make_shared<const Sequential>(recipe.input, std::span<const engine::Spec>(recipe.layers));
}

const engine::Spec ten{"dense", {{"units", std::int64_t{10}}}};

} // namespace

class LstmStatesTest : public QObject
{
    Q_OBJECT

private slots:
    // A network that stops early has read the first rows alone: one whose picture is cut there has the same states.
    void predictsAfterEachRowAsForAPictureCutThere()
    {
        const auto whole = lstmOf(lstmRecipe("no", {{"dropout", {{"rate", 0.5}}}, ten}));
        const auto parameters = randomNumbers(whole->parameters().size(), 4);
        const auto digit = engine::syntheticDigits(1, 5);
        LstmStates states(whole, {"softmax_cross_entropy", {}});
        QCOMPARE(states.steps(), std::size_t{28});
        QCOMPARE(states.units(), std::size_t{6});
        QVERIFY(states.predictsAtEachStep());
        states.run(parameters, digit.sample(0));
        QCOMPARE(states.hidden().size(), std::size_t{28 * 6});
        for (const std::size_t rows : {1, 13, 28}) {
            engine::Recipe cut = lstmRecipe("no", {{"dropout", {{"rate", 0.5}}}, ten});
            cut.input = {1, rows, 28};
            engine::Predictor predictor(lstmOf(cut));
            const auto predicted = predictor.predict(parameters, digit.sample(0).first(rows * 28));
            QCOMPARE_LT(largestDifference(states.hidden().subspan((rows - 1) * 6, 6), predictor.activation(2)), 1e-5);
            QCOMPARE_LT(largestDifference(states.probabilities().subspan((rows - 1) * 10, 10), predicted), 1e-5);
        }
    }

    void predictsNothingBeforeTheEndWhereAllStepsAreReadAtOnce()
    {
        const auto network = lstmOf(lstmRecipe("yes", {{"flatten", {}}, ten}));
        const auto parameters = randomNumbers(network->parameters().size(), 4);
        const auto digit = engine::syntheticDigits(1, 5);
        LstmStates states(network, {"softmax_cross_entropy", {}});
        QVERIFY(!states.predictsAtEachStep());
        states.run(parameters, digit.sample(0));
        QVERIFY(states.probabilities().empty());
        engine::Predictor predictor(network);
        predictor.predict(parameters, digit.sample(0));
        QCOMPARE_LT(largestDifference(states.hidden(), predictor.activation(2)), 1e-6);
    }

    void findsTheFirstLstm()
    {
        QVERIFY(!LstmStates::findLstm(*lstmOf(smallMlp())));
        QCOMPARE(LstmStates::findLstm(*lstmOf(lstmRecipe("no", {ten}))), std::optional<std::size_t>(1));
    }
};

const RegisteredTest<LstmStatesTest> registeredLstmStatesTest;
#include "tst_lstm_states.moc"
