#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/optim/schedule.h"
#include "engine/recipe/switch_setting.h"
#include "engine/train/batch_gradient.h"
#include "engine/train/trainer.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <array>
#include <atomic>
#include <limits>
#include <numbers>
#include <numeric>

using engine::Recipe;
using engine::Trainer;

namespace {

std::vector<float> copyOf(std::span<const float> numbers)
{
    return {numbers.begin(), numbers.end()};
}

bool allFinite(std::span<const float> numbers)
{
    return std::ranges::all_of(numbers, [](float value) { return std::isfinite(value); });
}

/// Not-a-number is like itself.
bool sameBits(std::span<const float> a, std::span<const float> b)
{
    return std::ranges::equal(std::as_bytes(a), std::as_bytes(b));
}

void train(Trainer& trainer, std::uint64_t steps)
{
    for (std::uint64_t i = 0; i < steps; ++i)
        trainer.step();
}

QString refusal(const Recipe& recipe, const std::shared_ptr<const engine::DataSplits>& data)
{
    try {
        Trainer(recipe, data, 1);
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace


class TrainerTest : public QObject
{
    Q_OBJECT

private slots:
    // From all zeros every class has probability 0.1, so the first step of softmax regression is known exactly:
    // w = -rate · mean of (0.1 - one-hot) xᵀ. 75 samples: three shards, the last a small one.
    void makesItsFirstStepAsInTheBook_data()
    {
        QTest::addColumn<qint64>("batchSize");
        QTest::addRow("a batch of the whole set") << qint64{75};
        QTest::addRow("a larger batch: the mean is over those that are there") << qint64{1'000};
    }

    void makesItsFirstStepAsInTheBook()
    {
        QFETCH(qint64, batchSize);
        const auto data = digitSplits(75, 10);
        Recipe recipe = softmaxRecipe();
        recipe.batchSize = batchSize;
        Trainer trainer(recipe, data, 2);
        const auto record = trainer.step();
        QCOMPARE(record.step, std::uint64_t{1});
        QCOMPARE_LT(std::abs(double(record.loss) - std::numbers::ln10), 1e-6);

        std::vector<double> expected(7'850);
        for (std::size_t sample = 0; sample < 75; ++sample)
            for (std::size_t digit = 0; digit < 10; ++digit) {
                const double slope = (0.1 - (data->train.labels[sample] == digit ? 1 : 0)) / 75;
                for (std::size_t pixel = 0; pixel < 784; ++pixel)
                    expected[digit * 784 + pixel] -= 0.5 * slope * double(data->train.sample(sample)[pixel]) / 255;
                expected[7'840 + digit] -= 0.5 * slope;
            }
        QCOMPARE_LT(largestDifference(trainer.parameters(), std::vector<float>(expected.begin(), expected.end())), 1e-6);
    }

    // Weights all 0.5 still give every class 0.1, so the data's part of the step is the one above; the price of a weight's
    // square adds 2 · 0.01 · 0.5 to its slope, and 0.01 · 0.5² to the loss. Biases are free.
    void addsThePriceOfWeights()
    {
        const auto data = digitSplits(75, 10);
        Recipe recipe = softmaxRecipe();
        recipe.weightInitializer = {"constant", {{"value", 0.5}}};
        Trainer plain(recipe, data, 1);
        recipe.regularizer = {"l2", {{"l2", 0.01}}};
        Trainer priced(recipe, data, 1);
        const double test = plain.evaluate(data->test).loss;
        QVERIFY(std::abs(priced.evaluate(data->test).loss - (test + 0.01 * 0.25 * 7'840)) < 1e-6);
        const double loss = double(plain.step().loss);
        QVERIFY(std::abs(double(priced.step().loss) - (loss + 0.01 * 0.25 * 7'840)) < 1e-5);
        std::vector<float> expected = copyOf(plain.parameters());
        for (std::size_t i = 0; i < 7'840; ++i)
            expected[i] -= 0.5f * 0.01f;
        QCOMPARE_LT(largestDifference(priced.parameters(), expected), 1e-6);
    }

    // Plain gradient descent goes as far as rate · |gradient|: at most rate · limit.
    void clipsTheGradient()
    {
        const auto data = digitSplits(75, 10);
        const auto wayOfFirstStep = [&](const engine::Spec& clipping) {
            Recipe recipe = softmaxRecipe();
            recipe.clipping = clipping;
            Trainer trainer(recipe, data, 2);
            train(trainer, 1);
            double squares = 0;
            for (const float w : trainer.parameters()) // from 0
                squares += double(w) * double(w);
            return std::sqrt(squares);
        };
        QCOMPARE_GT(wayOfFirstStep({"none", {}}), 0.5 * 0.125);
        QVERIFY(std::abs(wayOfFirstStep({"global_clipnorm", {{"limit", 0.125}}}) - 0.5 * 0.125) < 1e-6);
    }

    void learnsExclusiveOr_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %d", int(seed)) << seed;
    }

    void learnsExclusiveOr()
    {
        QFETCH(quint64, seed);
        Recipe recipe = xorRecipe();
        recipe.seed = seed;
        Trainer trainer(recipe, xorSplits(), 1);
        train(trainer, trainer.stepsPlanned());
        const auto result = trainer.evaluate(trainer.data().test);
        QCOMPARE(result.accuracy, 1.0);
        QCOMPARE_LT(result.loss, 0.05);
    }

    // What one layer alone cannot: at most three of the four (Minsky and Papert 1969).
    void cannotLearnExclusiveOrWithoutAHiddenLayer()
    {
        Recipe recipe = xorRecipe();
        recipe.layers.erase(recipe.layers.begin(), recipe.layers.begin() + 2);
        Trainer trainer(recipe, xorSplits(), 1);
        train(trainer, trainer.stepsPlanned());
        QCOMPARE_LE(trainer.evaluate(trainer.data().test).accuracy, 0.75);
    }

    void learnsAHundredDigitsByHeart_data()
    {
        QTest::addColumn<Recipe>("recipe");
        QTest::addRow("dense") << smallMlp();
        QTest::addRow("convolution") << smallCnn();
        QTest::addRow("batch normalisation") << smallNormalizedCnn();
    }

    void learnsAHundredDigitsByHeart()
    {
        QFETCH(Recipe, recipe);
        recipe.optimizer = {"adam", {{"learning_rate", 0.01}}};
        recipe.batchSize = 20;
        Trainer trainer(recipe, digitSplits(100, 10), 2);
        const auto before = trainer.evaluate(trainer.data().train);
        QCOMPARE_LT(before.accuracy, 0.4);
        train(trainer, 200);
        QCOMPARE(trainer.evaluate(trainer.data().train).accuracy, 1.0);
    }

    // A batch of 128 keeps eight threads busy where that costs nothing, else four.
    void cutsBatchesByTheKindOfNetwork_data()
    {
        QTest::addColumn<Recipe>("recipe");
        QTest::addColumn<std::size_t>("rows");
        QTest::addRow("a matrix would be read twice as often") << smallMlp() << std::size_t{32};
        QTest::addRow("convolution") << smallCnn() << std::size_t{16};
        QTest::addRow("lstm") << engine::findPreset("lstm-rows") << std::size_t{16};
        QTest::addRow("statistics of the shard") << smallNormalizedCnn() << std::size_t{32};
        Recipe frozen = smallNormalizedCnn();
        for (engine::Spec& layer : frozen.layers)
            if (layer.kind == "batch_normalization")
                layer.settings["frozen"] = engine::switchValue(true);
        QTest::addRow("frozen statistics") << frozen << std::size_t{16};
    }

    void cutsBatchesByTheKindOfNetwork()
    {
        QFETCH(Recipe, recipe);
        const engine::Sequential network(recipe.input, std::span<const engine::Spec>(recipe.layers));
        QTEST(engine::rowsOfShard(network), "rows");
        QCOMPARE(engine::rowsOfShard(network, std::size_t{0}), std::size_t{32}); // the pieces of SparseColumns
    }

    void givesTheSameBitsOnAnyNumberOfThreads_data()
    {
        QTest::addColumn<Recipe>("recipe");
        QTest::addColumn<qint64>("batchSize");
        QTest::addRow("dense and dropout, a shard and a half") << smallMlp() << qint64{50};
        QTest::addRow("dense and dropout, one shard") << smallMlp() << qint64{32};
        QTest::addRow("dense and dropout, five shards") << smallMlp() << qint64{130};
        QTest::addRow("convolution, four shards and a half") << smallCnn() << qint64{70};
        QTest::addRow("auto-encoder") << autoencoderRecipe() << qint64{70};
        Recipe restrained = smallMlp();
        restrained.regularizer = {"l1_l2", {{"l1", 1e-4}, {"l2", 1e-3}}};
        restrained.clipping = {"global_clipnorm", {{"limit", 0.5}}};
        QTest::addRow("regularizer and clipping") << restrained << qint64{70};
        QTest::addRow("batch normalisation") << smallNormalizedCnn() << qint64{70};
        QTest::addRow("augmentation") << smallAugmentedMlp() << qint64{70};
    }

    void givesTheSameBitsOnAnyNumberOfThreads()
    {
        QFETCH(Recipe, recipe);
        QFETCH(qint64, batchSize);
        recipe.batchSize = batchSize;
        recipe.epochs = 2;
        const auto data = digitSplits(140, 45);
        const auto result = [&](std::size_t threads) {
            Trainer trainer(recipe, data, threads);
            std::vector<float> numbers;
            while (trainer.stepsDone() < trainer.stepsPlanned()) {
                const auto record = trainer.step();
                numbers.insert(numbers.end(), {record.loss, record.accuracy});
            }
            const auto test = trainer.evaluate(data->test);
            numbers.insert(numbers.end(), {float(test.loss), float(test.accuracy)});
            numbers.insert(numbers.end(), trainer.parameters().begin(), trainer.parameters().end());
            return numbers;
        };
        const auto alone = result(1);
        QVERIFY(allFinite(alone) || recipe.target == engine::Target::Input); // which has no accuracy
        for (const std::size_t threads : {1, 2, 3, 8})
            QVERIFY2(sameBits(result(threads), alone), qPrintable(QStringLiteral("%1 threads").arg(threads)));
        recipe.seed = 2;
        QVERIFY(!sameBits(result(1), alone));
    }

    // All samples alike and all weights 0, so after one step a weight tells in how many of the 64 samples its pixel was
    // kept: binomial, mean 32 and variance 16. Samples that shared a mask would double the variance.
    void silencesEverySampleInAWayOfItsOwn()
    {
        engine::Dataset white;
        white.labels.assign(64, 3);
        white.pixels.assign(64 * 784, 255);
        Recipe recipe = softmaxRecipe();
        recipe.layers.insert(recipe.layers.begin() + 1, {"dropout", {{"rate", 0.5}}});
        recipe.batchSize = 64;
        Trainer trainer(recipe, splits(white, white), 2);
        train(trainer, 1);
        double sum = 0, squares = 0;
        for (const float weight : trainer.parameters().subspan(3 * 784, 784)) {
            const double kept = double(weight) * 64 / (0.5 * 0.9 * 2); // rate, slope, what a kept pixel is scaled to
            sum += kept;
            squares += kept * kept;
        }
        const double mean = sum / 784;
        // Five standard errors: 4 / √784 of the mean, √(2 / 784) of a variance, relative.
        QCOMPARE_LT(std::abs(mean - 32), 5 * 4 / 28.0);
        QCOMPARE_LT(std::abs((squares / 784 - mean * mean) / 16 - 1), 5 * std::sqrt(2.0 / 784));
    }

    void goesOnFromACheckpointBitForBit_data()
    {
        QTest::addColumn<engine::Recipe>("recipe");
        Recipe recipe = smallMlp();
        for (const engine::KindInfo& kind : engine::optimizerKinds()) {
            recipe.optimizer = {kind.kind, {}};
            QTest::newRow(kind.kind.c_str()) << recipe;
        }
        recipe.optimizer = {"sgd", {{"momentum", 0.9}}};
        QTest::addRow("sgd with momentum") << recipe;
        recipe.optimizer = {"rmsprop", {{"momentum", 0.9}, {"centered", "yes"}}};
        QTest::addRow("rmsprop, centred, with momentum") << recipe;
        for (const engine::KindInfo& kind : engine::scheduleKinds()) {
            recipe.schedule = {kind.kind, {}};
            QTest::addRow("schedule %s", kind.kind.c_str()) << recipe;
        }
        QTest::addRow("batch normalisation") << smallNormalizedCnn();
        QTest::addRow("augmentation") << smallAugmentedMlp();
    }

    void goesOnFromACheckpointBitForBit()
    {
        QFETCH(Recipe, recipe);
        recipe.batchSize = 40;
        const auto data = digitSplits(90, 10);
        Trainer whole(recipe, data, 1);
        train(whole, 4); // into the second epoch
        whole.setLearningRate(0.005f);
        train(whole, 1);
        const engine::Checkpoint checkpoint = whole.checkpoint();
        train(whole, 4);

        Trainer resumed(recipe, data, 2);
        train(resumed, 2); // whatever it did before is forgotten
        resumed.restore(checkpoint);
        QCOMPARE(resumed.stepsDone(), std::uint64_t{5});
        QCOMPARE(resumed.learningRate(), 0.005f);
        train(resumed, 4);
        QCOMPARE(copyOf(resumed.parameters()), copyOf(whole.parameters()));
        QVERIFY(resumed.checkpoint().optimizerState == whole.checkpoint().optimizerState);
        QVERIFY(resumed.checkpoint().events == (std::vector<engine::RunEvent>{{4, 0.005f}}));
    }

    // A quarter of all pixels is ink: mean 1/4, variance 3/16. In what was learnt, and in reading with it afterwards.
    void standardisesPicturesByTheTrainingSet()
    {
        engine::Dataset quarters;
        quarters.labels = {3, 3};
        for (std::size_t pixel = 0; pixel < 2 * 784; ++pixel)
            quarters.pixels.push_back(pixel % 4 == 0 ? 255 : 0);
        Recipe recipe = softmaxRecipe();
        recipe.layers.insert(recipe.layers.begin(), {"normalization", {}});
        const auto data = splits(quarters, engine::syntheticDigits(10, 1));
        Trainer trainer(recipe, data, 1);
        train(trainer, 1);
        QCOMPARE(copyOf(trainer.parameters().first(2)), (std::vector<float>{0.25f, 0.1875f}));
        // w = -rate · (0.1 - 1) x with x = (1 - 1/4) / √(3/16) = √3 of ink, -1 / √3 of paper.
        const auto weights = trainer.parameters().subspan(2 + 3 * 784, 784);
        QCOMPARE_LT(std::abs(double(weights[0]) - 0.45 * std::numbers::sqrt3), 1e-6);
        QCOMPARE_LT(std::abs(double(weights[1]) + 0.45 / std::numbers::sqrt3), 1e-6);

        const engine::Checkpoint checkpoint = trainer.checkpoint();
        Trainer other(recipe, digitSplits(50, 10), 1); // other data: the statistics of before go on
        other.restore(checkpoint);
        train(other, 1);
        QCOMPARE(copyOf(other.parameters().first(2)), (std::vector<float>{0.25f, 0.1875f}));
    }

    void normalisesOnlyWhatComesIn()
    {
        Recipe recipe = smallMlp();
        recipe.layers.insert(recipe.layers.begin() + 1, {"normalization", {}}); // behind Flatten
        QCOMPARE(refusal(recipe, digitSplits(20, 10)), QString());
        recipe.layers.insert(recipe.layers.begin() + 3, {"normalization", {}});
        QCOMPARE(refusal(recipe, digitSplits(20, 10)),
                 QStringLiteral("layer 4, normalization_2: it takes its mean and variance from the data, so it has to be the "
                                "first layer"));
    }

    // The same picture 64 times: all weights 0, so a weight changes by the mean of its pixel over the batch.
    void distortsEverySampleInAWayOfItsOwnAndAnewEachStep()
    {
        engine::Dataset dots;
        dots.labels.assign(64, 3);
        dots.pixels.assign(64 * 784, 0);
        for (std::size_t sample = 0; sample < 64; ++sample)
            dots.pixels[sample * 784 + 14 * 28 + 14] = 255;
        Recipe recipe = softmaxRecipe();
        recipe.augmentation = {"distort", {{"shift", 5.0}, {"rotation", 0.0}, {"scale", 0.0}, {"shear", 0.0}}};
        recipe.batchSize = 64;
        Trainer trainer(recipe, splits(dots, dots), 2);
        const auto touched = [&] {
            const auto weights = trainer.parameters().subspan(3 * 784, 784);
            return std::ranges::count_if(weights, [](float w) { return w != 0; });
        };
        train(trainer, 1);
        const auto first = touched();
        QVERIFY2(first > 30 && first <= 144, qPrintable(QString::number(first))); // all would touch 4, spread over 12 × 12
        train(trainer, 1);
        QVERIFY(touched() > first);
    }

    void learnsPicturesAsTheyAreInCleanEpochs()
    {
        const auto data = digitSplits(90, 10);
        Recipe recipe = smallAugmentedMlp();
        recipe.batchSize = 30;
        recipe.epochs = 3;
        recipe.augmentation.settings["clean_epochs"] = std::int64_t{2};
        Recipe plain = recipe;
        plain.augmentation = {"none", {}};
        Trainer trainer(recipe, data, 1);
        Trainer undistorted(plain, data, 1);
        const auto bothStep = [&] {
            train(trainer, 1);
            train(undistorted, 1);
            return copyOf(trainer.parameters()) == copyOf(undistorted.parameters());
        };
        for (int step = 0; step < 3; ++step)
            QVERIFY(!bothStep());
        undistorted.restore(trainer.checkpoint());
        for (int step = 0; step < 7; ++step) // the run may be taken further than planned
            QVERIFY(bothStep());
    }

    void augmentsPicturesOnly()
    {
        Recipe recipe = xorRecipe();
        recipe.augmentation = {"distort", {}};
        QCOMPARE(refusal(recipe, xorSplits()),
                 QStringLiteral("augmentation distorts pictures (channels×height×width), the samples are 2"));
    }

    // 80 samples are two shards of 32 and one of 16, in some order. AdamW, which shrinks every weight, shrinks no statistic.
    void movesStatisticsPastTheOptimizer()
    {
        Recipe recipe = softmaxRecipe();
        recipe.layers.insert(recipe.layers.begin(), {"batch_normalization", {{"momentum", 0.5}}});
        recipe.optimizer = {"adamw", {{"weight_decay", 0.9}, {"learning_rate", 0.5}}};
        recipe.batchSize = 80;
        const auto data = digitSplits(80, 10);
        Trainer trainer(recipe, data, 2);
        train(trainer, 2);
        double sum = 0;
        for (const std::uint8_t pixel : data->train.pixels)
            sum += double(pixel) / 255;
        QCOMPARE_LT(std::abs(double(trainer.parameters()[2]) - 0.75 * sum / double(data->train.pixels.size())), 1e-6);
        const auto checkpoint = trainer.checkpoint();
        for (const auto& state : checkpoint.optimizerState) {
            QVERIFY(state[1] != 0);
            QCOMPARE(std::vector<float>(state.begin() + 2, state.begin() + 4), (std::vector<float>{0, 0}));
        }
    }

    // All samples alike: every shard has the same mean and variance, so the moving ones close in on them.
    void closesInOnTheStatisticsOfTheData()
    {
        engine::Dataset halves;
        halves.labels.assign(70, 3);
        for (std::size_t pixel = 0; pixel < 70 * 784; ++pixel)
            halves.pixels.push_back(pixel % 4 == 0 ? 255 : 0);
        Recipe recipe = softmaxRecipe();
        recipe.layers.insert(recipe.layers.begin(), {"batch_normalization", {{"momentum", 0.8}}});
        recipe.batchSize = 70;
        Trainer trainer(recipe, splits(halves, halves), 2);
        train(trainer, 3);
        const double left = 0.8 * 0.8 * 0.8;
        QCOMPARE_LT(std::abs(double(trainer.parameters()[2]) - (1 - left) / 4), 1e-6);
        QCOMPARE_LT(std::abs(double(trainer.parameters()[3]) - (left + (1 - left) * 3 / 16)), 1e-6);
    }

    void startsTheStateWhereTheOptimizerSays()
    {
        Recipe recipe = smallMlp();
        recipe.optimizer = {"adagrad", {{"initial_accumulator_value", 0.25}}};
        const engine::Checkpoint start = Trainer(recipe, digitSplits(10, 10), 1).checkpoint();
        QCOMPARE(start.optimizerState.size(), std::size_t{1});
        QCOMPARE(copyOf(start.optimizerState[0]), std::vector<float>(start.parameters.size(), 0.25f));
    }

    void isTheBeginningOfALongerRun_data()
    {
        QTest::addColumn<engine::Spec>("schedule");
        for (const engine::KindInfo& kind : engine::scheduleKinds())
            QTest::newRow(kind.kind.c_str()) << engine::Spec{kind.kind, {}};
    }

    void isTheBeginningOfALongerRun()
    {
        QFETCH(engine::Spec, schedule);
        Recipe recipe = smallMlp();
        recipe.schedule = schedule;
        recipe.batchSize = 40;
        recipe.epochs = 2;
        const auto data = digitSplits(90, 10);
        Trainer brief(recipe, data, 1);
        recipe.epochs = 50;
        Trainer longer(recipe, data, 1);
        train(brief, 6);
        train(longer, 6);
        QCOMPARE(copyOf(brief.parameters()), copyOf(longer.parameters()));
    }

    void refusesTheCheckpointOfAnother_data()
    {
        QTest::addColumn<int>("damage");
        QTest::addRow("another network") << 0;
        QTest::addRow("another optimiser") << 1;
        QTest::addRow("no state") << 2;
        QTest::addRow("a state cut short") << 3;
    }

    void refusesTheCheckpointOfAnother()
    {
        QFETCH(int, damage);
        Trainer trainer(smallMlp(), digitSplits(50, 10), 1);
        train(trainer, 1);
        const auto before = copyOf(trainer.parameters());
        engine::Checkpoint checkpoint = trainer.checkpoint();
        checkpoint.parameters.assign(checkpoint.parameters.size(), 1.0f);
        if (damage == 0)
            checkpoint.parameters.pop_back();
        else if (damage == 1)
            checkpoint.optimizerStateNames = {"velocity"};
        else if (damage == 2)
            checkpoint.optimizerState.clear();
        else
            checkpoint.optimizerState[1].pop_back();
        QVERIFY_EXCEPTION_THROWN(trainer.restore(checkpoint), engine::Error);
        QCOMPARE(copyOf(trainer.parameters()), before);
    }

    void stopsAtDivergenceAndKeepsFiniteWeights_data()
    {
        QTest::addColumn<QString>("optimizer");
        QTest::addColumn<double>("learningRate");
        for (const char* optimizer : {"sgd", "rmsprop", "adam"})
            for (const double rate : {1e3, 1e9})
                QTest::addRow("%s at %g", optimizer, rate) << QString::fromLatin1(optimizer) << rate;
    }

    void stopsAtDivergenceAndKeepsFiniteWeights()
    {
        QFETCH(QString, optimizer);
        QFETCH(double, learningRate);
        Recipe recipe = smallMlp();
        recipe.layers.insert(recipe.layers.begin() + 1, 6, {"dense", {{"units", std::int64_t{16}}}});
        recipe.optimizer = {optimizer.toStdString(), {{"learning_rate", learningRate}}};
        recipe.batchSize = 50;
        Trainer trainer(recipe, digitSplits(100, 10), 2);
        std::vector<float> lastGood = copyOf(trainer.parameters());
        std::uint64_t steps = 0;
        bool diverged = false;
        while (!diverged && steps < 200) {
            try {
                trainer.step();
                ++steps;
                lastGood = copyOf(trainer.parameters());
                QVERIFY(allFinite(lastGood));
            } catch (const engine::DivergenceError& error) {
                diverged = true;
                QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("at step %1;").arg(steps + 1)));
            }
        }
        QVERIFY(diverged || learningRate < 1e9);
        QCOMPARE(trainer.stepsDone(), steps);
        QCOMPARE(copyOf(trainer.parameters()), lastGood);
    }

    void keepsItsWeightsWhenTheRateIsNoNumber()
    {
        for (const float rate : {notANumber, std::numeric_limits<float>::infinity()}) {
            Trainer trainer(smallMlp(), digitSplits(50, 10), 1);
            const auto before = copyOf(trainer.parameters());
            trainer.setLearningRate(rate);
            QVERIFY_EXCEPTION_THROWN(trainer.step(), engine::DivergenceError);
            QCOMPARE(copyOf(trainer.parameters()), before);
            QCOMPARE(trainer.stepsDone(), std::uint64_t{0});
        }
    }

    void obeysANewLearningRateAtOnce()
    {
        const auto data = digitSplits(50, 10);
        Trainer trainer(softmaxRecipe(), data, 1);
        Trainer other(softmaxRecipe(), data, 1);
        trainer.setLearningRate(0);
        train(trainer, 1);
        QVERIFY(std::ranges::all_of(trainer.parameters(), [](float w) { return w == 0; }));
        trainer.setLearningRate(0.25f); // half of the recipe's: half the way
        train(trainer, 1);
        train(other, 2);
        Trainer once(softmaxRecipe(), data, 1);
        train(once, 1);
        std::vector<float> half = copyOf(once.parameters());
        for (float& w : half)
            w /= 2;
        QCOMPARE_LT(largestDifference(trainer.parameters(), half), 1e-6);
    }

    void cutsAnEpochIntoBatches_data()
    {
        QTest::addColumn<std::size_t>("samples");
        QTest::addColumn<qint64>("batchSize");
        QTest::addColumn<quint64>("steps");
        QTest::addRow("even") << std::size_t{60} << qint64{20} << quint64{3};
        QTest::addRow("a last one that is smaller") << std::size_t{61} << qint64{20} << quint64{4};
        QTest::addRow("a batch larger than the set") << std::size_t{60} << qint64{65'536} << quint64{1};
        QTest::addRow("one sample alone") << std::size_t{1} << qint64{32} << quint64{1};
        QTest::addRow("batches of one") << std::size_t{3} << qint64{1} << quint64{3};
    }

    void cutsAnEpochIntoBatches()
    {
        QFETCH(std::size_t, samples);
        QFETCH(qint64, batchSize);
        QFETCH(quint64, steps);
        Recipe recipe = softmaxRecipe();
        recipe.batchSize = batchSize;
        recipe.epochs = 2;
        Trainer trainer(recipe, digitSplits(samples, 10), 2);
        QCOMPARE(quint64(trainer.stepsPerEpoch()), steps);
        QCOMPARE(quint64(trainer.stepsPlanned()), 2 * steps);
        train(trainer, 2 * steps);
        QVERIFY(allFinite(trainer.parameters()));
    }

    void learnsAClassThatNeverOccursAsUnlikely()
    {
        engine::Dataset ones = engine::syntheticDigits(40, 3);
        std::ranges::fill(ones.labels, std::uint8_t{1});
        Trainer trainer(softmaxRecipe(), splits(ones, ones), 1);
        train(trainer, 30);
        const auto result = trainer.evaluate(ones);
        QCOMPARE(result.accuracy, 1.0);
        QCOMPARE(result.confusion.size(), std::size_t{10});
        QCOMPARE(result.confusion[1][1], std::size_t{40});
        QCOMPARE(std::reduce(result.confusion[7].begin(), result.confusion[7].end()), std::size_t{0});
    }

    // Weights all 0: every class alike, the first wins.
    void evaluatesADataSetOfKnownAnswer()
    {
        Trainer trainer(softmaxRecipe(), digitSplits(50, 77), 3);
        const auto& test = trainer.data().test;
        const auto all = trainer.evaluate(test);
        QCOMPARE(all.samples, std::size_t{77});
        QVERIFY(std::abs(all.loss - std::numbers::ln10) < 1e-9);
        QCOMPARE(all.accuracy, double(std::ranges::count(test.labels, 0)) / 77);
        for (std::size_t label = 0; label < 10; ++label) {
            QCOMPARE(all.confusion[label][0], std::size_t(std::ranges::count(test.labels, label)));
            QCOMPARE(std::reduce(all.confusion[label].begin(), all.confusion[label].end()), all.confusion[label][0]);
        }
        QCOMPARE(trainer.evaluate(test, 40).samples, std::size_t{40});
        QCOMPARE(trainer.evaluate(test, 1'000).samples, std::size_t{77});
        QCOMPARE(trainer.evaluate(test, [] { return true; }).samples, std::size_t{0});
    }

    void evaluatesLittleByLittleBitForBit_data()
    {
        QTest::addColumn<Recipe>("recipe");
        QTest::addColumn<std::size_t>("threads");
        for (const std::size_t threads : {std::size_t{1}, std::size_t{3}}) {
            QTest::addRow("dense, %zu threads", threads) << smallMlp() << threads;
            QTest::addRow("convolution with statistics, %zu threads", threads) << smallNormalizedCnn() << threads;
        }
    }

    // Steps in between change neither the weights that it reads with nor anything else of it.
    void evaluatesLittleByLittleBitForBit()
    {
        QFETCH(Recipe, recipe);
        QFETCH(std::size_t, threads);
        recipe.regularizer = {"l2", {{"l2", 0.01}}};
        Trainer trainer(recipe, digitSplits(100, 333), threads);
        train(trainer, 2);
        const auto& test = trainer.data().test;
        const auto whole = trainer.evaluate(test);
        const auto weights = copyOf(trainer.parameters());
        auto gradual = trainer.evaluationOf(test);
        int slices = 0;
        for (; !gradual.isWhole(); ++slices) {
            std::atomic<int> parts = 0;
            trainer.readOn(gradual, weights, [&parts] { return ++parts > 2; });
            trainer.step();
        }
        QCOMPARE_GE(slices, 4); // of two parts each
        const auto result = trainer.resultOf(gradual, weights);
        QCOMPARE(result.samples, whole.samples);
        QVERIFY(result.loss == whole.loss);
        QVERIFY(result.accuracy == whole.accuracy);
        QVERIFY(result.confusion == whole.confusion);
        QVERIFY(trainer.evaluate(test).loss != whole.loss); // the steps have changed the weights
    }

    void readsNothingOnceItIsEnough()
    {
        Trainer trainer(softmaxRecipe(), digitSplits(50, 77), 2);
        auto gradual = trainer.evaluationOf(trainer.data().test);
        trainer.readOn(gradual, trainer.parameters(), [] { return true; });
        QVERIFY(!gradual.isWhole());
        QCOMPARE(trainer.resultOf(gradual, trainer.parameters()).samples, std::size_t{0});
    }

    // 100 parts of 32, read ten at first: of data sorted by class these tell of every class.
    void readsFromAllOverTheDataAtFirst()
    {
        engine::Dataset sorted = engine::syntheticDigits(3'200, 4);
        for (std::size_t i = 0; i < sorted.size(); ++i)
            sorted.labels[i] = std::uint8_t(i / 320);
        const engine::GradualEvaluation evaluation(sorted, sorted.size(), 32, true);
        std::array<bool, 10> seen{};
        for (std::size_t i = 0; i < 10; ++i)
            seen[sorted.labels[evaluation.unread(i).begin]] = true;
        QCOMPARE_GE(std::ranges::count(seen, true), 9);
    }

    // Weights all 0: every output of the sigmoids is a half, and the distance to a pixel p is p - 1/2.
    void comparesAnAutoEncodersOutputsWithItsInputs()
    {
        Recipe recipe = autoencoderRecipe();
        recipe.weightInitializer = {"zeros", {}};
        Trainer trainer(recipe, digitSplits(50, 40), 2);
        const auto result = trainer.evaluate(trainer.data().test);
        double squares = 0;
        for (const std::uint8_t pixel : trainer.data().test.pixels)
            squares += (double(pixel) / 255 - 0.5) * (double(pixel) / 255 - 0.5);
        QVERIFY(std::abs(result.loss - squares / (40 * 784)) < 1e-6);
        QCOMPARE(result.samples, std::size_t{40});
        QVERIFY(std::isnan(result.accuracy));
        QVERIFY(result.confusion.empty());
    }

    // Far better than the mean picture, which leaves the variance: the best that a network could do that sees nothing.
    void learnsToGiveADigitBack()
    {
        Trainer trainer(autoencoderRecipe(), digitSplits(40, 10), 2);
        const engine::Dataset& digits = trainer.data().train;
        double variance = 0;
        for (std::size_t pixel = 0; pixel < 784; ++pixel) {
            double sum = 0, squares = 0;
            for (std::size_t i = 0; i < 40; ++i) {
                const double ink = double(digits.sample(i)[pixel]) / 255;
                sum += ink;
                squares += ink * ink;
            }
            variance += (squares / 40 - sum * sum / 1'600) / 784;
        }
        QVERIFY(std::isnan(trainer.step().accuracy));
        train(trainer, 200);
        QCOMPARE_LT(trainer.evaluate(digits).loss, variance / 4);
    }

    void judgesASingleOutputByAHalf()
    {
        Recipe recipe = xorRecipe();
        recipe.layers = {{"dense", {{"units", std::int64_t{1}}}}, {"sigmoid", {}}};
        recipe.loss = {"binary_cross_entropy", {}};
        recipe.weightInitializer = {"zeros", {}};
        recipe.biasInitializer = {"constant", {{"value", 1.0}}};
        Trainer trainer(recipe, xorSplits(), 1);
        const auto result = trainer.evaluate(trainer.data().test); // all four are taken for a 1
        const std::vector<std::vector<std::size_t>> confusion{{0, 2}, {0, 2}};
        QCOMPARE(result.confusion, confusion);
        QCOMPARE(result.accuracy, 0.5);
        // -ln σ(1) and -ln σ(-1), two of each
        QVERIFY(std::abs(result.loss - (std::log1p(std::exp(-1.0)) + std::log1p(std::exp(1.0))) / 2) < 1e-6);
    }

    void saysWhatDoesNotFit_data()
    {
        QTest::addColumn<Recipe>("recipe");
        QTest::addColumn<QString>("sentence");
        Recipe recipe = smallMlp();
        recipe.input = {1, 14, 14};
        QTest::addRow("another picture size")
            << recipe << QStringLiteral("the network reads pictures of 1×14×14, the data set has 1×28×28");
        recipe = smallMlp();
        recipe.layers.back().settings["units"] = std::int64_t{9};
        QTest::addRow("too few outputs")
            << recipe
            << QStringLiteral("9 outputs, 10 classes: the network needs one output for each class; end with a Dense "
                              "layer of 10 units");
        recipe.layers.back().settings["units"] = std::int64_t{1'000};
        QTest::addRow("more outputs than a label can name")
            << recipe
            << QStringLiteral("1000 outputs, 10 classes: the network needs one output for each class; end with a Dense "
                              "layer of 10 units");
        recipe = smallMlp();
        recipe.layers.back().settings["units"] = std::int64_t{1};
        QTest::addRow("one output for ten classes")
            << recipe
            << QStringLiteral("1 output, 10 classes: the network needs one output for each class; end with a Dense "
                              "layer of 10 units");
        recipe = autoencoderRecipe();
        recipe.layers.back() = {"dense", {{"units", std::int64_t{10}}}};
        QTest::addRow("an auto-encoder that gives less than it gets")
            << recipe
            << QStringLiteral("the last layer gives 10 outputs, an auto-encoder needs as many as it has inputs; end with a "
                              "Dense layer of 784 units");
        recipe = autoencoderRecipe();
        recipe.loss = {"softmax_cross_entropy", {}};
        QTest::addRow("a softmax over pixels")
            << recipe
            << QStringLiteral("the softmax cross-entropy compares classes and cannot tell how well an input is reconstructed; "
                              "take the mean squared error or the binary cross-entropy");
        recipe = smallCnn();
        recipe.layers.pop_back();
        recipe.layers.pop_back();
        QTest::addRow("maps at the end")
            << recipe
            << QStringLiteral("4×14×14 outputs, 10 classes: the network needs one output for each class; end with a Dense "
                              "layer of 10 units");
    }

    void saysWhatDoesNotFit()
    {
        QFETCH(Recipe, recipe);
        QTEST(refusal(recipe, digitSplits(20, 10)), "sentence");
    }

    void refusesTheSoftmaxOfOneOutput()
    {
        Recipe recipe = xorRecipe();
        recipe.layers.back().settings["units"] = std::int64_t{1};
        QCOMPARE(refusal(recipe, xorSplits()),
                 QStringLiteral("the softmax of a single output is always 1; end with a Dense layer of 2 units, or take the "
                                "binary cross-entropy"));
        recipe.loss = {"binary_cross_entropy", {}};
        QCOMPARE(refusal(recipe, xorSplits()), QString());
    }

    void refusesAnEmptySet()
    {
        const auto digits = engine::syntheticDigits(10, 1);
        QVERIFY(refusal(smallMlp(), splits({}, digits)).contains(QStringLiteral("empty")));
        QVERIFY(refusal(smallMlp(), splits(digits, {})).contains(QStringLiteral("empty")));
    }
};

const RegisteredTest<TrainerTest> registeredTrainerTest;
#include "tst_trainer.moc"
