#include "engine/errors.h"
#include "engine/pretraining/pretraining_plan.h"
#include "engine/pretraining/pretraining_rows.h"
#include "engine/train/complete_recipe.h"
#include "engine/train/trainer.h"
#include "tests/numbers.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <set>

using engine::PretrainingRows;
using engine::Recipe;
using engine::Trainer;

namespace {

std::vector<float> copyOf(std::span<const float> numbers)
{
    return {numbers.begin(), numbers.end()};
}

bool sameBits(std::span<const float> a, std::span<const float> b)
{
    return std::ranges::equal(std::as_bytes(a), std::as_bytes(b));
}

void pretrain(Trainer& trainer, std::size_t steps)
{
    for (std::size_t i = 0; i < steps; ++i)
        trainer.pretrain();
}

std::vector<engine::PretrainingEpochRecord> pretrainToTheEnd(Trainer& trainer)
{
    std::vector<engine::PretrainingEpochRecord> epochs;
    while (trainer.isPretraining()) {
        trainer.pretrain();
        if (trainer.pretraining().isAtEndOfEpoch())
            epochs.push_back(trainer.evaluatePretraining().value());
    }
    return epochs;
}

std::span<const float> parametersOf(const Trainer& trainer, std::size_t layer)
{
    return trainer.network()->parameters().ofLayer(trainer.parameters(), layer);
}

QString refusal(const Recipe& recipe)
{
    try {
        Trainer(recipe, digitSplits(20, 10), 1);
    } catch (const engine::Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

Q_DECLARE_METATYPE(engine::Recipe)

class PretrainingTest : public QObject
{
    Q_OBJECT

private slots:
    // 100 pictures, 10 held out: 90 in batches of 40 are 3 steps; 2 epochs; 2 layers.
    void goesFromLayerToLayer()
    {
        Recipe recipe = engine::complete(smallDbn());
        recipe.batchSize = 40;
        const auto plan = engine::pretrainingPlan(recipe, 100);
        QCOMPARE(plan.steps(), std::uint64_t{12});
        const auto at = [&](std::uint64_t steps) {
            const auto place = plan.placeAfter(steps);
            return std::pair(place.layer, place.epoch);
        };
        QCOMPARE(at(0), std::pair(std::size_t{0}, std::uint64_t{0}));
        QCOMPARE(at(2), std::pair(std::size_t{0}, std::uint64_t{0}));
        QCOMPARE(at(3), std::pair(std::size_t{0}, std::uint64_t{1}));
        QCOMPARE(at(6), std::pair(std::size_t{1}, std::uint64_t{0}));
        QCOMPARE(at(11), std::pair(std::size_t{1}, std::uint64_t{1}));
        recipe.pretraining = {"none", {}};
        QCOMPARE(engine::pretrainingPlan(recipe, 100).steps(), std::uint64_t{0});
    }

    void looksAtEveryPictureOnceAnEpochButForThoseHeldOut()
    {
        PretrainingRows rows(95, 20, 7);
        QCOMPARE(rows.heldOut().size(), std::size_t{9});
        QCOMPARE(rows.reference().size(), std::size_t{9});
        const std::set<std::uint32_t> heldOut(rows.heldOut().begin(), rows.heldOut().end());
        std::vector<std::set<std::uint32_t>> epochs(2);
        std::vector<std::vector<std::uint32_t>> orders(2);
        for (std::uint64_t step = 0; step < 10; ++step) { // 86 pictures in batches of 20
            const auto batch = rows.batch(step);
            QCOMPARE(batch.size(), step % 5 == 4 ? std::size_t{6} : std::size_t{20});
            epochs[step / 5].insert(batch.begin(), batch.end());
            orders[step / 5].insert(orders[step / 5].end(), batch.begin(), batch.end());
        }
        QCOMPARE(epochs[0].size(), std::size_t{86});
        QVERIFY(epochs[0] == epochs[1]);
        QVERIFY(orders[0] != orders[1]);
        for (const std::uint32_t row : heldOut)
            QVERIFY(row < 95 && !epochs[0].contains(row));
        for (const std::uint32_t row : rows.reference())
            QVERIFY(epochs[0].contains(row));
    }

    void bringsTheReconstructionErrorDownInEveryLayer()
    {
        Recipe recipe = smallDbn();
        recipe.pretraining.settings["epochs"] = std::int64_t{15};
        recipe.batchSize = 20;
        Trainer trainer(recipe, digitSplits(400, 10), 2);
        const auto epochs = pretrainToTheEnd(trainer);
        QCOMPARE(epochs.size(), std::size_t{30});
        for (std::size_t i = 0; i < epochs.size(); ++i) {
            QCOMPARE(epochs[i].layer, i / 15 + 1);
            QCOMPARE(epochs[i].epoch, i % 15 + 1);
            QCOMPARE(epochs[i].step, (i + 1) * 18);
            QVERIFY(std::isfinite(epochs[i].freeEnergyGap));
        }
        QCOMPARE_LT(epochs[14].reconstructionError, 0.7f * epochs[0].reconstructionError);
        QCOMPARE_LT(epochs[29].reconstructionError, 0.9f * epochs[15].reconstructionError);
    }

    // Five pictures, learnt for long: those that it learnt from lie far lower in energy than others.
    void freeEnergyGapTellsLearningByHeart()
    {
        Recipe recipe = smallDbn();
        recipe.layers.erase(recipe.layers.begin() + 2);
        recipe.pretraining.settings["epochs"] = std::int64_t{400};
        recipe.batchSize = 10;
        Trainer trainer(recipe, digitSplits(10, 10), 1);
        const auto epochs = pretrainToTheEnd(trainer);
        QCOMPARE_GT(epochs.back().freeEnergyGap, epochs.front().freeEnergyGap + 10);
    }

    void teachesOneLayerAtATimeAndNothingElse()
    {
        Recipe recipe = smallDbn();
        recipe.batchSize = 30;
        Trainer trainer(recipe, digitSplits(60, 10), 1);
        const auto before = copyOf(trainer.parameters());
        const auto slice = [&](std::size_t layer) {
            return copyOf(trainer.network()->parameters().ofLayer(std::span<const float>(before), layer));
        };
        pretrain(trainer, trainer.pretraining().plan().stepsPerLayer());
        const auto first = copyOf(parametersOf(trainer, 1));
        QVERIFY(first != slice(1));
        QCOMPARE(copyOf(parametersOf(trainer, 2)), slice(2));
        pretrain(trainer, trainer.pretraining().plan().stepsPerLayer());
        QVERIFY(!trainer.isPretraining());
        QCOMPARE(copyOf(parametersOf(trainer, 1)), first);
        QVERIFY(copyOf(parametersOf(trainer, 2)) != slice(2));
        QCOMPARE(copyOf(parametersOf(trainer, 3)), slice(3));
    }

    // AdamW would shrink them, had they a gradient of 0 and nothing else.
    void leavesVisibleBiasesAloneAfterwards()
    {
        Recipe recipe = smallDbn();
        recipe.optimizer = {"adamw", {{"weight_decay", 0.1}}};
        Trainer trainer(recipe, digitSplits(60, 10), 1);
        pretrainToTheEnd(trainer);
        const auto learnt = copyOf(parametersOf(trainer, 1));
        trainer.step();
        const auto tuned = parametersOf(trainer, 1);
        QCOMPARE(copyOf(tuned.last(784)), std::vector<float>(learnt.end() - 784, learnt.end()));
        QVERIFY(copyOf(tuned.first(24 * 784)) != std::vector<float>(learnt.begin(), learnt.begin() + 24 * 784));
        QVERIFY(std::ranges::any_of(tuned.last(784), [](float bias) { return bias != 0; }));
    }

    void givesTheSameBitsOnAnyNumberOfThreads()
    {
        Recipe recipe = smallDbn();
        recipe.batchSize = 70;
        recipe.epochs = 1;
        const auto data = digitSplits(150, 45);
        const auto result = [&](std::size_t threads) {
            Trainer trainer(recipe, data, threads);
            std::vector<float> numbers;
            for (const auto& epoch : pretrainToTheEnd(trainer))
                numbers.insert(numbers.end(), {epoch.reconstructionError, epoch.freeEnergyGap});
            while (trainer.stepsDone() < trainer.stepsPlanned())
                numbers.push_back(trainer.step().loss);
            numbers.insert(numbers.end(), trainer.parameters().begin(), trainer.parameters().end());
            return numbers;
        };
        const auto alone = result(1);
        for (const std::size_t threads : {1, 2, 3, 8})
            QVERIFY2(sameBits(result(threads), alone), qPrintable(QStringLiteral("%1 threads").arg(threads)));
        recipe.seed = 2;
        QVERIFY(!sameBits(result(1), alone));
    }

    void goesOnFromACheckpointBitForBit_data()
    {
        QTest::addColumn<std::size_t>("steps"); // 2 an epoch, 4 a layer
        QTest::addRow("before it begins") << std::size_t{0};
        QTest::addRow("amid the first layer") << std::size_t{3};
        QTest::addRow("between the layers") << std::size_t{4};
        QTest::addRow("amid the second layer") << std::size_t{5};
        QTest::addRow("at its end") << std::size_t{8};
    }

    void goesOnFromACheckpointBitForBit()
    {
        QFETCH(std::size_t, steps);
        Recipe recipe = smallDbn();
        recipe.batchSize = 60;
        const auto data = digitSplits(120, 10);
        Trainer whole(recipe, data, 1);
        pretrain(whole, steps);
        const engine::Checkpoint checkpoint = whole.checkpoint();
        pretrainToTheEnd(whole);
        whole.step();

        Trainer resumed(recipe, data, 2);
        pretrain(resumed, 2); // whatever it did before is forgotten
        resumed.restore(checkpoint);
        QCOMPARE(resumed.pretraining().stepsDone(), std::uint64_t{steps});
        pretrainToTheEnd(resumed);
        resumed.step();
        QCOMPARE(copyOf(resumed.parameters()), copyOf(whole.parameters()));
    }

    void refusesACheckpointWithoutItsVelocity()
    {
        Trainer trainer(smallDbn(), digitSplits(50, 10), 1);
        pretrain(trainer, 1);
        engine::Checkpoint checkpoint = trainer.checkpoint();
        checkpoint.pretrainingVelocity.clear();
        const auto before = copyOf(trainer.parameters());
        checkpoint.parameters.assign(checkpoint.parameters.size(), 1.0f);
        QVERIFY_EXCEPTION_THROWN(trainer.restore(checkpoint), engine::Error);
        QCOMPARE(copyOf(trainer.parameters()), before);
    }

    void stopsAtDivergenceAndKeepsFiniteWeights()
    {
        Recipe recipe = smallDbn();
        recipe.pretraining.settings = {{"epochs", std::int64_t{100}}, {"learning_rate", 1e9}, {"weight_decay", 1.0}};
        Trainer trainer(recipe, digitSplits(100, 10), 2);
        std::vector<float> lastGood;
        std::uint64_t steps = 0;
        QString reason;
        while (reason.isEmpty() && trainer.isPretraining()) {
            lastGood = copyOf(trainer.parameters());
            QVERIFY(std::ranges::all_of(lastGood, [](float value) { return std::isfinite(value); }));
            try {
                trainer.pretrain();
                ++steps;
            } catch (const engine::DivergenceError& error) {
                reason = QString::fromUtf8(error.what());
            }
        }
        QVERIFY2(reason.contains(QStringLiteral("at step %1 of the pre-training").arg(steps + 1)), qPrintable(reason));
        QCOMPARE(copyOf(trainer.parameters()), lastGood);
        QCOMPARE(trainer.checkpoint().pretrainingStep, steps);
    }

    void learnsFromOnePicture()
    {
        Trainer trainer(smallDbn(), digitSplits(1, 1), 2);
        const auto epochs = pretrainToTheEnd(trainer);
        QCOMPARE(epochs.size(), std::size_t{4});
        QVERIFY(std::isfinite(epochs.back().reconstructionError));
        QVERIFY(std::isnan(epochs.back().freeEnergyGap)); // nothing can be held out
    }

    void saysWhatCannotBePretrained_data()
    {
        QTest::addColumn<Recipe>("recipe");
        QTest::addColumn<QString>("sentence");
        Recipe none = smallMlp();
        none.pretraining = smallDbn().pretraining;
        QTest::addRow("no RBM") << none << QStringLiteral("the network has no RBM layer, so there is nothing to pre-train");
        Recipe behindDense = smallDbn();
        behindDense.layers[1] = {"dense", {{"units", std::int64_t{24}}}};
        QTest::addRow("behind a dense layer") << behindDense << QStringLiteral("dense_1 stands before an RBM layer");
        Recipe standardised = smallDbn();
        standardised.layers.insert(standardised.layers.begin(), {"normalization", {}});
        QTest::addRow("standardised pixels") << standardised << QStringLiteral("normalization_1 stands before an RBM layer");
        Recipe settings = smallDbn();
        settings.pretraining.settings["epochs"] = std::int64_t{0};
        QTest::addRow("no epochs") << settings << QStringLiteral("contrastive_divergence: epochs is 0, expected 1 to 10000");
        settings.pretraining = {"wake_sleep", {}};
        QTest::addRow("unknown") << settings << QStringLiteral("there is no pre-training \"wake_sleep\", expected one of none, ");
    }

    void saysWhatCannotBePretrained()
    {
        QFETCH(Recipe, recipe);
        QFETCH(QString, sentence);
        QVERIFY2(refusal(recipe).startsWith(sentence), qPrintable(refusal(recipe)));
    }
};

const RegisteredTest<PretrainingTest> registeredPretrainingTest;
#include "tst_pretraining.moc"
