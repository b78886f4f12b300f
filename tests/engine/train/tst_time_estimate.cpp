#include "engine/errors.h"
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

    void noEpochsTakeNoTime()
    {
        engine::Recipe recipe = smallMlp();
        recipe.epochs = 0;
        QCOMPARE(engine::estimateTrainingSeconds(recipe, *digitSplits(100, 30), 60'000, 10'000, {}), std::optional(0.0));
    }

    void preTrainingCounts()
    {
        engine::Recipe recipe = smallMlp();
        recipe.layers = {{"flatten", {}}, {"rbm", {{"units", std::int64_t{8}}}}, {"dense", {{"units", std::int64_t{10}}}}};
        recipe.pretraining = {"contrastive_divergence", {}};
        recipe.epochs = 0; // so that only the layers' own steps are left
        const auto seconds = engine::estimateTrainingSeconds(engine::complete(recipe), *digitSplits(100, 30), 60'000, 10'000, {});
        QVERIFY(seconds && *seconds > 0);
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
