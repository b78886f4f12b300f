#include "engine/errors.h"
#include "engine/pretraining/pretraining_plan.h"
#include "engine/train/complete_recipe.h"
#include "engine/train/time_estimate.h"
#include "tests/registered_test.h"
#include "tests/small_runs.h"

#include <QTest>

class TimeEstimateTest : public QObject
{
    Q_OBJECT

private slots:
    void isATimeAboveNothing()
    {
        const auto data = digitSplits(100, 30);
        const auto seconds = engine::estimateTrainingSeconds(smallMlp(), *data, 60'000, 10'000, {});
        QVERIFY(seconds && *seconds > 0);
    }

    void anEpochsShortLastBatchIsNotTakenForAWholeOne()
    {
        // 1,000 rows times 784 x 512 weights, forward and backward for the weights: 1.6 GFLOP, which takes a machine of
        // 2 TFLOP/s 0.8 ms. One row takes a small part of it.
        engine::Recipe recipe = recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{512}}}}, {"dense", {{"units", std::int64_t{10}}}}});
        recipe.optimizer = {"sgd", {}};
        recipe.batchSize = 1'000;
        recipe.epochs = 1;
        const auto seconds = engine::estimateTrainingSeconds(engine::complete(recipe), *digitSplits(1'001, 30), 60'000, 0, {});
        QVERIFY(seconds);
        QCOMPARE_GT(*seconds, 60 * 0.8e-3);
    }

    void noEpochsTakeNoTime()
    {
        engine::Recipe recipe = smallMlp();
        recipe.epochs = 0;
        QCOMPARE(engine::estimateTrainingSeconds(recipe, *digitSplits(100, 30), 60'000, 10'000, {}), std::optional(0.0));
    }

    void preTrainingCounts()
    {
        engine::Recipe recipe = smallMlp();
        recipe.layers = {{"flatten", {}},
                         {"rbm", {{"units", std::int64_t{512}}}},
                         {"rbm", {{"units", std::int64_t{8}}}},
                         {"dense", {{"units", std::int64_t{10}}}}};
        recipe.pretraining = {"contrastive_divergence", {}};
        recipe.batchSize = 100;
        recipe.epochs = 0; // so that only the layers' own steps are left
        const engine::Recipe whole = engine::complete(recipe);
        const auto seconds = engine::estimateTrainingSeconds(whole, *digitSplits(100, 30), 60'000, 10'000, {});
        QVERIFY(seconds);
        // 90 rows times 784 x 512 weights, up, down, up and two gradients: 361 MFLOP for each step of the first layer, at
        // 2 TFLOP/s. What is timed when a layer's steps have come to an end takes nothing.
        QCOMPARE_GT(*seconds, double(engine::pretrainingPlan(whole, 60'000).stepsPerLayer()) * 0.18e-3);
    }

    void stopsWhenItIsTold()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!engine::estimateTrainingSeconds(smallMlp(), *digitSplits(100, 30), 60'000, 10'000, stop.get_token()));
    }

    void refusesDataThatDoNotFit()
    {
        engine::Recipe recipe = smallMlp();
        recipe.input = engine::Shape{1, 20, 20};
        QVERIFY_THROWS_EXCEPTION(engine::Error, (void)engine::estimateTrainingSeconds(recipe, *digitSplits(100, 30), 60'000, 10'000, {}));
    }
};

const RegisteredTest<TimeEstimateTest> registeredTimeEstimateTest;
#include "tst_time_estimate.moc"
