#include "engine/errors.h"
#include "engine/inspect/ensemble.h"
#include "engine/optim/initializer.h"
#include "engine/train/complete_recipe.h"
#include "engine/train/trainer.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>

using engine::Recipe;

namespace {

QString refusal(const Recipe& one, const Recipe& other)
{
    try {
        engine::requireOneTask(one, other);
    } catch (const engine::ShapeError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

Recipe named(Recipe recipe, const char* name)
{
    recipe.name = name;
    return complete(recipe);
}

} // namespace

class EnsembleTest : public QObject
{
    Q_OBJECT

private slots:
    // Two of three members read the first sample as class 0, yet together they say 1: (0.6 + 0.55 + 0.05) / 3 = 0.4.
    void saysTheMeanOfItsMembers()
    {
        const std::vector<float> a{0.6f, 0.4f, 0.25f, 0.75f};
        const std::vector<float> b{0.55f, 0.45f, 0.5f, 0.5f};
        const std::vector<float> c{0.05f, 0.95f, 0, 1};
        const std::vector<std::span<const float>> members{a, b, c};
        const std::vector<float> mean = engine::meanProbabilities(members);
        const std::vector<float> expected{0.4f, 0.6f, 0.25f, 0.75f};
        QCOMPARE(mean.size(), expected.size());
        for (std::size_t i = 0; i < mean.size(); ++i)
            QCOMPARE_LT(std::abs(mean[i] - expected[i]), 1e-7f);
    }

    void saysTheSameAsASingleMember()
    {
        const std::vector<float> a{0.1f, 0.7f, 0.2f};
        const std::vector<std::span<const float>> members{a};
        QVERIFY(engine::meanProbabilities(members) == a);
    }

    // Labels 0, 1, 1: right, right, wrong. Loss: (-ln 0.8 - ln 0.6 - ln 0.1) / 3.
    void judgesWhatIsSaid()
    {
        engine::Dataset data{.sampleShape = {1}, .pixels = {0, 0, 0}, .labels = {0, 1, 1}, .classNames = {"0", "1"}};
        const std::vector<float> said{0.8f, 0.2f, 0.4f, 0.6f, 0.9f, 0.1f};
        const engine::Evaluation evaluation = engine::evaluateProbabilities(said, data);
        QCOMPARE(evaluation.samples, std::size_t{3});
        QCOMPARE(evaluation.accuracy, 2.0 / 3);
        QCOMPARE_LT(std::abs(evaluation.loss - (-std::log(0.8) - std::log(0.6) - std::log(0.1)) / 3), 1e-7);
        const std::vector<std::vector<std::size_t>> confusion{{1, 0}, {1, 1}};
        QVERIFY(evaluation.confusion == confusion);
    }

    // One output is the probability of class 1.
    void judgesASingleOutput()
    {
        engine::Dataset data{.sampleShape = {1}, .pixels = {0, 0}, .labels = {0, 1}, .classNames = {"0", "1"}};
        const std::vector<float> said{0.25f, 0.75f};
        const engine::Evaluation evaluation = engine::evaluateProbabilities(said, data);
        QCOMPARE(evaluation.accuracy, 1.0);
        QCOMPARE_LT(std::abs(evaluation.loss + std::log(0.75)), 1e-7);
    }

    void staysFiniteWhenTheTrueClassIsDeniedAltogether()
    {
        engine::Dataset data{.sampleShape = {1}, .pixels = {0}, .labels = {1}, .classNames = {"0", "1"}};
        QVERIFY(std::isfinite(engine::evaluateProbabilities(std::vector<float>{1, 0}, data).loss));
    }

    void readsADataSetAsTheTrainerDoes()
    {
        const auto data = digitSplits(60, 40);
        Recipe recipe = smallMlp();
        recipe.regularizer = {"l2", {{"l2", 0.01}}};
        engine::Trainer trainer(recipe, data, 1);
        for (int i = 0; i < 5; ++i)
            trainer.step();
        const auto expected = trainer.evaluate(data->test);
        const auto prediction = engine::predictDataset(trainer.recipe(), trainer.parameters(), data->test, 2);
        QCOMPARE(prediction.evaluation.accuracy, expected.accuracy);
        QCOMPARE_LT(std::abs(prediction.evaluation.loss - expected.loss), 1e-6);
        QCOMPARE(prediction.probabilities.size(), std::size_t{400});
        for (std::size_t i = 0; i < 40; ++i) {
            double sum = 0;
            for (std::size_t k = 0; k < 10; ++k)
                sum += double(prediction.probabilities[i * 10 + k]);
            QCOMPARE_LT(std::abs(sum - 1), 1e-5);
        }
        QCOMPARE(engine::evaluateProbabilities(prediction.probabilities, data->test).accuracy, expected.accuracy);
    }

    void refusesMembersWithAnotherTask()
    {
        const Recipe digits = named(smallMlp(), "digits");
        QCOMPARE(refusal(digits, named(smallCnn(), "cnn")), QString());
        QCOMPARE(refusal(digits, named(xorRecipe(), "xor")),
                 QStringLiteral("an ensemble reads one kind of picture, but digits reads 1×28×28 and xor reads 2"));
        Recipe few = smallMlp();
        few.layers.back().settings["units"] = std::int64_t{2};
        QCOMPARE(refusal(digits, named(few, "few")),
                 QStringLiteral("an ensemble names one set of classes, but digits has 10 outputs and few has 2"));
        QCOMPARE(refusal(digits, named(autoencoderRecipe(), "coder")),
                 QStringLiteral("coder gives its input back and names no class, so it cannot be in an ensemble"));
    }
};

const RegisteredTest<EnsembleTest> registeredEnsembleTest;
#include "tst_ensemble.moc"
