#include "engine/errors.h"
#include "engine/inspect/ensemble.h"
#include "engine/loss/loss.h"
#include "engine/train/run.h"
#include "engine/train/trainer.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <numbers>
#include <numeric>

using engine::noClass;
using engine::Recipe;
using engine::Trainer;

namespace {

engine::Objective objectiveOf(const char* loss)
{
    Recipe recipe;
    recipe.loss = {loss, {}};
    return engine::Objective(recipe);
}

/// Pixels at random: no digit.
engine::Dataset scribbles(std::size_t count, std::uint64_t seed)
{
    engine::Dataset data;
    engine::Random random(engine::Purpose::Synthesis, {seed});
    for (std::size_t i = 0; i < count * 784; ++i)
        data.pixels.push_back(std::uint8_t(random.below(4) == 0 ? 255 : 0));
    data.labels.assign(count, noClass);
    return data;
}

/// A scribble after every digit.
std::shared_ptr<const engine::DataSplits> halfScribbles(std::size_t digits)
{
    const auto clean = digitSplits(digits, digits);
    engine::DataSplits mixed{.name = "half", .train = {}, .test = {}};
    for (std::size_t i = 0; i < digits; ++i)
        for (auto [part, source, seed] : {std::tuple(&mixed.train, &clean->train, 1), std::tuple(&mixed.test, &clean->test, 2)}) {
            part->append(source->from(i).first(1));
            part->append(scribbles(1, std::uint64_t(seed) * 1000 + i));
        }
    return std::make_shared<const engine::DataSplits>(mixed);
}

} // namespace

class NoClassTest : public QObject
{
    Q_OBJECT

private slots:
    // The divergence from the uniform distribution, Σ -ln(K p_i) / K, whose slope is that of the cross-entropy, p_i - 1/K.
    void wantsEveryClassAlike()
    {
        const std::vector<std::uint8_t> labels{noClass};
        const std::vector<float> outputs{0, float(std::numbers::ln2), 0, 0}; // p = 1/5, 2/5, 1/5, 1/5
        std::vector<float> scratch(4, notANumber), gradient(4, notANumber);
        const auto sum = objectiveOf("softmax_cross_entropy")
                             .evaluate({.inputs = {}, .labels = labels, .scratch = scratch}, outputs, 0.5f, gradient);
        QVERIFY(std::abs(sum.loss - (3 * std::log(5.0 / 4) + std::log(2.5 / 4)) / 4) < 1e-7);
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(std::abs(gradient[i] - 0.5f * ((i == 1 ? 0.4f : 0.2f) - 0.25f)) < 1e-7f);
        QCOMPARE(sum.samples, std::size_t{1});
        QCOMPARE(sum.classified, std::size_t{0});
        QVERIFY(std::isnan(objectiveOf("softmax_cross_entropy").accuracy(sum)));
    }

    // Binary cross-entropy of 1/4 where 1/2 is wanted: -(ln 2/4 + ln 6/4) / 2, and nothing where it is 1/2.
    void tellsTheLossFromWhereDoubtIsWhole()
    {
        const std::vector<std::uint8_t> labels{noClass, noClass};
        std::vector<float> scratch(8);
        const auto lossOf = [&](const char* loss, const std::vector<float>& outputs) {
            return objectiveOf(loss).evaluate({.inputs = {}, .labels = labels, .scratch = scratch}, outputs, 1, {}).loss;
        };
        QVERIFY(std::abs(lossOf("binary_cross_entropy", {0.25f, 0.5f}) + (std::log(0.5) + std::log(1.5)) / 2) < 1e-7);
        QVERIFY(std::abs(lossOf("binary_cross_entropy", {0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f})) < 1e-7);
        QVERIFY(std::abs(lossOf("softmax_cross_entropy", {3, 3, 3, 3, -1, -1, -1, -1})) < 1e-6);
    }

    void wantsASingleOutputUndecided()
    {
        const std::vector<std::uint8_t> labels{noClass, 1};
        const std::vector<float> outputs{0.25f, 0.75f};
        std::vector<float> scratch(2, notANumber), gradient(2, notANumber);
        const auto objective = objectiveOf("mean_squared_error");
        const auto sum = objective.evaluate({.inputs = {}, .labels = labels, .scratch = scratch}, outputs, 1, gradient);
        QCOMPARE(sum.loss, 2 * 0.0625);
        QCOMPARE(gradient, (std::vector<float>{-0.5f, -0.5f}));
        QCOMPARE(objective.accuracy(sum), 1.0); // of the one that has a class
    }

    // The slope of the loss by each weight of softmax regression, one scribble alone, against (L(w + h) - L(w - h)) / 2h.
    void slopesAsItsLossDoes()
    {
        const std::vector<std::uint8_t> labels{noClass};
        const auto objective = objectiveOf("softmax_cross_entropy");
        std::vector<float> outputs{0.3f, -1.2f, 2, 0.7f}, scratch(4), gradient(4);
        objective.evaluate({.inputs = {}, .labels = labels, .scratch = scratch}, outputs, 1, gradient);
        constexpr float h = 1e-2f;
        const auto lossAt = [&] { return objective.evaluate({.inputs = {}, .labels = labels, .scratch = scratch}, outputs, 1, {}).loss; };
        for (std::size_t i = 0; i < 4; ++i) {
            outputs[i] += h;
            const double above = lossAt();
            outputs[i] -= 2 * h;
            const double below = lossAt();
            outputs[i] += h;
            QVERIFY(std::abs((above - below) / (2 * double(h)) - double(gradient[i])) < 1e-4);
        }
    }

    // All weights 0: every class alike, which is all that is wanted of a scribble; digits are taken for a 0.
    void countsNeitherForNorAgainst()
    {
        const auto data = halfScribbles(40);
        Recipe recipe = softmaxRecipe();
        recipe.batchSize = 80;
        Trainer trainer(recipe, data, 2);
        const auto zeros = double(std::ranges::count(data->test.labels, 0));
        const auto result = trainer.evaluate(data->test);
        QCOMPARE(result.samples, std::size_t{80});
        QVERIFY(std::abs(result.loss - std::numbers::ln10 / 2) < 1e-7); // of the digits alone
        QCOMPARE(result.accuracy, zeros / 40);
        QCOMPARE(result.confusion.size(), std::size_t{10});
        std::size_t told = 0;
        for (const auto& row : result.confusion)
            told += std::reduce(row.begin(), row.end());
        QCOMPARE(told, std::size_t{40});
        const auto record = trainer.step();
        QCOMPARE(record.accuracy, float(double(std::ranges::count(data->train.labels, 0)) / 40));
    }

    void learnsNothingFromAScribbleWhereItIsUndecided()
    {
        Trainer trainer(softmaxRecipe(), splits(scribbles(40, 1), scribbles(9, 2)), 2);
        QVERIFY(std::isnan(trainer.step().accuracy));
        QVERIFY(std::ranges::all_of(trainer.parameters(), [](float value) { return std::abs(value) < 1e-7f; }));
    }

    void learnsDigitsAndStaysInDoubtAboutTheRest()
    {
        const auto data = halfScribbles(100);
        Recipe recipe = smallMlp();
        recipe.optimizer = {"adam", {{"learning_rate", 0.005}}};
        recipe.batchSize = 40;
        Trainer trainer(recipe, data, 2);
        for (int step = 0; step < 300; ++step)
            trainer.step();
        QCOMPARE_GT(trainer.evaluate(data->train).accuracy, 0.95);

        const auto unseen = scribbles(50, 77);
        const auto prediction = engine::predictDataset(trainer.recipe(), trainer.parameters(), unseen, 1);
        QVERIFY(std::isnan(prediction.evaluation.accuracy));
        double sure = 0;
        for (std::size_t i = 0; i < 50; ++i)
            sure += double(std::ranges::max(std::span(prediction.probabilities).subspan(i * 10, 10))) / 50;
        QCOMPARE_LT(sure, 0.3);
        const auto asEnsemble = engine::evaluateProbabilities(prediction.probabilities, unseen);
        QVERIFY(std::abs(asEnsemble.loss - prediction.evaluation.loss) < 1e-4);
        QVERIFY(std::isnan(asEnsemble.accuracy));
    }

    void givesTheSameBitsOnAnyNumberOfThreads()
    {
        const auto data = halfScribbles(90);
        const auto weights = [&](std::size_t threads) {
            Recipe recipe = smallNormalizedCnn();
            recipe.batchSize = 100;
            Trainer trainer(recipe, data, threads);
            for (int step = 0; step < 4; ++step)
                trainer.step();
            return std::vector<float>(trainer.parameters().begin(), trainer.parameters().end());
        };
        const auto alone = weights(1);
        for (const std::size_t threads : {2, 3, 5}) {
            const auto together = weights(threads);
            QVERIFY(std::ranges::equal(std::as_bytes(std::span(together)), std::as_bytes(std::span(alone))));
        }
    }

    // Batches of one: half of them have no accuracy at all, and the epoch has one all the same.
    void tellsAnEpochsAccuracyOfTheDigitsAlone()
    {
        const auto data = halfScribbles(20);
        Recipe recipe = softmaxRecipe();
        recipe.optimizer = {"sgd", {{"learning_rate", 0.0}}};
        recipe.batchSize = 1;
        recipe.epochs = 1;
        Trainer trainer(recipe, data, 1);
        engine::TrainingFeed feed;
        engine::TrainingControls controls;
        engine::runTraining(trainer, feed, controls, {});
        const auto update = feed.take();
        const auto zeros = float(double(std::ranges::count(data->train.labels, 0)) / 20);
        QCOMPARE(update.log.evaluations.front().trainAccuracy, zeros);
        QCOMPARE(update.log.evaluations.back().trainAccuracy, zeros);
        QCOMPARE(update.log.evaluations.back().trainSamples, std::size_t{40});
    }

    void namesWhatHasNoClass()
    {
        const auto data = halfScribbles(1);
        QCOMPARE(data->train.className(0), data->train.classNames[data->train.labels[0]]);
        QCOMPARE(data->train.className(1), std::string("no class"));
    }

    // As many outputs as there are classes suffice; a scribble is none of them.
    void needsNoOutputOfItsOwn()
    {
        Recipe eleven = softmaxRecipe();
        eleven.layers.back().settings["units"] = std::int64_t{9};
        QVERIFY_EXCEPTION_THROWN(Trainer(eleven, halfScribbles(10), 1), engine::ShapeError);
        Trainer(softmaxRecipe(), halfScribbles(10), 1);
    }

    // -(ln 2/4 + ln 6/4) / 2 for one output; the mean over the classes for several.
    void judgesAnEnsembleByItsDoubt()
    {
        engine::Dataset data{.sampleShape = {1}, .pixels = {0}, .labels = {noClass}, .classNames = {"0", "1"}};
        const double expected = -(std::log(0.5) + std::log(1.5)) / 2;
        QVERIFY(std::abs(engine::evaluateProbabilities(std::vector<float>{0.25f}, data).loss - expected) < 1e-7);
        QVERIFY(std::abs(engine::evaluateProbabilities(std::vector<float>{0.25f, 0.75f}, data).loss - expected) < 1e-7);
    }
};

const RegisteredTest<NoClassTest> registeredNoClassTest;
#include "tst_no_class.moc"
