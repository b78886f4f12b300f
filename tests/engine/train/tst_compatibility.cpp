#include "engine/data/class_names.h"
#include "engine/synthetic/non_digits.h"
#include "engine/train/compatibility.h"
#include "tests/registered_test.h"
#include "tests/small_runs.h"

#include <QTest>

using engine::OutputMismatch;
using engine::Recipe;

namespace {

using Found = std::optional<OutputMismatch>;

Recipe mlpOf(std::int64_t outputs)
{
    Recipe recipe = smallMlp();
    recipe.layers.back().settings["units"] = outputs;
    return recipe;
}

Found mismatchOf(const Recipe& recipe, const engine::Dataset& data, const std::vector<std::string>& learnt = {})
{
    return engine::outputMismatch(engine::Sequential(recipe.input, recipe.layers), recipe, data, learnt);
}

} // namespace

class CompatibilityTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsOutputsThatStandForNoClass_data()
    {
        QTest::addColumn<int>("outputs");
        QTest::addColumn<QString>("words");
        QTest::addRow("more than classes") << 64 << "64 outputs, 10 classes";
        QTest::addRow("fewer") << 5 << "5 outputs, 10 classes";
        QTest::addRow("one alone") << 1 << "1 output, 10 classes";
        QTest::addRow("as many") << 10 << "";
    }

    void tellsOutputsThatStandForNoClass()
    {
        QFETCH(int, outputs);
        const Found found = mismatchOf(mlpOf(outputs), engine::syntheticDigits(20, 1));
        QTEST(found ? QString::fromStdString(found->text().text()) : QString(), "words");
    }

    void saysNothingOfANetworkThatTellsNoClasses()
    {
        Recipe autoencoder = mlpOf(784);
        autoencoder.target = engine::Target::Input;
        QCOMPARE(mismatchOf(autoencoder, engine::syntheticDigits(20, 1)), Found());
    }

    void saysNothingWhereNothingHasAClass()
    {
        QCOMPARE(mismatchOf(mlpOf(12), engine::nonDigits(20, 1)), Found());
    }

    void saysNothingOfOneOutputThatIsYesOrNo()
    {
        Recipe recipe = xorRecipe();
        recipe.layers.back().settings["units"] = std::int64_t{1};
        QCOMPARE(mismatchOf(recipe, xorSplits()->train), Found());
        recipe.layers.back().settings["units"] = std::int64_t{3};
        QCOMPARE(mismatchOf(recipe, xorSplits()->train), Found(OutputMismatch{3, 2}));
    }

    void saysNothingOfPicturesOfAnotherSize()
    {
        Recipe recipe = mlpOf(64);
        recipe.input = {1, 14, 14};
        QCOMPARE(mismatchOf(recipe, engine::syntheticDigits(20, 1)), Found()); // that is said of them first
    }

    void aNetworkMayHaveLearntOtherClasses()
    {
        const engine::Dataset digits = engine::syntheticDigits(20, 1);
        QCOMPARE(mismatchOf(mlpOf(26), digits, engine::numberedClasses(26)), Found()); // letters
        QCOMPARE(mismatchOf(mlpOf(26), digits, engine::numberedClasses(10)), Found(OutputMismatch{26, 10}));
    }

    void theLayerThatGivesTheOutputsIsMadeToFit()
    {
        Recipe recipe = mlpOf(64);
        QCOMPARE(engine::withOutputs(recipe, 10), std::optional(mlpOf(10)));
        recipe.layers.push_back({"softmax", {}});
        const auto fitting = engine::withOutputs(recipe, 10);
        QVERIFY(fitting);
        QCOMPARE(fitting->layers[fitting->layers.size() - 2].integer("units"), std::int64_t{10});
        QCOMPARE(fitting->layers.back().kind, std::string("softmax"));
    }

    void whereNoDenseLayerGivesThemNothingIs()
    {
        Recipe recipe = smallCnn();
        recipe.layers.pop_back(); // it ends with Flatten
        QCOMPARE(engine::withOutputs(recipe, 10), std::optional<Recipe>());
    }
};

const RegisteredTest<CompatibilityTest> registeredCompatibilityTest;
#include "tst_compatibility.moc"
