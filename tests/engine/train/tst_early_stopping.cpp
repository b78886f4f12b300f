#include "engine/errors.h"
#include "engine/recipe/switch_setting.h"
#include "engine/train/complete_recipe.h"
#include "engine/train/early_stopping.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

#include <map>

using engine::Buffer;
using engine::EarlyStopping;
using engine::EvaluationRecord;
using engine::Recipe;
using engine::Spec;

namespace {

using Settings = std::map<std::string, engine::SettingValue>;
using Values = std::vector<float>;

Spec watching(Settings settings)
{
    return complete(Spec{"early_stopping", std::move(settings)}, engine::earlyStoppingKinds(), "early stopping");
}

/// An epoch in which everything watched has this value; every epoch is ten steps, and its parameters are its number.
void tell(EarlyStopping& stopping, std::uint64_t epoch, float value)
{
    const EvaluationRecord record{.step = epoch * 10,
                                  .trainLoss = value,
                                  .trainAccuracy = value,
                                  .validationLoss = value,
                                  .validationAccuracy = value};
    stopping.endEpoch(epoch, record, Buffer{float(epoch)});
}

} // namespace


class EarlyStoppingTest : public QObject
{
    Q_OBJECT

private slots:
    // Worked out by hand from Keras' documentation of its callback.
    void endsTheRunWhenNothingImproves_data()
    {
        QTest::addColumn<Spec>("spec");
        QTest::addColumn<Values>("values"); // by epoch
        QTest::addColumn<quint64>("stopsAfter"); // 0: not in these
        QTest::addColumn<quint64>("bestEpoch");
        const auto row = [](const char* name, Settings settings, const Values& values, quint64 stopsAfter, quint64 best) {
            QTest::addRow("%s", name) << watching(std::move(settings)) << values << stopsAfter << best;
        };
        const engine::SettingValue three = std::int64_t{3};
        const engine::SettingValue two = std::int64_t{2};
        row("Keras' example: no improvement in three epochs", {{"patience", three}}, {7, 7, 7, 7, 7}, 4, 1);
        row("an improvement starts the count again", {{"patience", three}}, {5, 4, 4.5, 3.9f, 4.2f, 4.1f, 4}, 7, 4);
        row("no patience at all", {}, {3, 2, 2.5}, 3, 2);
        row("not after the first epoch", {}, {notANumber, 2}, 0, 2);
        row("too small an improvement is none", {{"patience", two}, {"min_delta", 0.1}}, {1, 0.95f, 0.92f}, 3, 1);
        row("small ones add up", {{"patience", two}, {"min_delta", 0.1}}, {1, 0.95f, 0.85f, 0.8f}, 0, 3);
        row("accuracy is to rise", {{"patience", two}, {"monitor", std::string("validation_accuracy")}},
            {0.5, 0.9f, 0.8f, 0.85f}, 4, 2);
        row("a loss is to fall", {{"patience", two}, {"monitor", std::string("train_loss")}}, {0.5, 0.9f, 0.8f}, 3, 1);
        row("by a margin", {{"min_delta", 0.1}, {"monitor", std::string("train_accuracy")}}, {0.5, 0.55f}, 2, 1);
        row("the first two are not watched", {{"patience", two}, {"start_from_epoch", two}}, {1, 2, 9, 8, 9, 10}, 6, 4);
        row("what is no number does not improve", {{"patience", two}}, {2, notANumber, notANumber}, 3, 1);
        row("a run that goes on", {{"patience", two}}, {3, 2, 2, 1, 1}, 0, 4);
    }

    void endsTheRunWhenNothingImproves()
    {
        QFETCH(Spec, spec);
        QFETCH(Values, values);
        EarlyStopping stopping(spec);
        quint64 stoppedAfter = 0;
        for (std::size_t i = 0; i < values.size() && stoppedAfter == 0; ++i) {
            tell(stopping, i + 1, values[i]);
            if (stopping.state().hasStopped)
                stoppedAfter = i + 1;
        }
        QTEST(stoppedAfter, "stopsAfter");
        QTEST(quint64(stopping.state().bestStep / 10), "bestEpoch");
        QVERIFY(stopping.state().kept.empty()); // nobody asked for the best weights
    }

    void keepsTheBestWeightsAndGivesBoth()
    {
        EarlyStopping stopping(watching({{"patience", std::int64_t{3}}, {"restore_best_weights", engine::switchValue(true)}}));
        for (const auto& [epoch, value] : std::map<std::uint64_t, float>{{1, 3}, {2, 1}, {3, 2}})
            tell(stopping, epoch, value);
        Buffer parameters{3};
        stopping.exchange(parameters);
        QVERIFY(parameters == Buffer{2});
        QVERIFY(stopping.state().isRestored);
        stopping.exchange(parameters);
        QVERIFY(parameters == Buffer{3});
        QVERIFY(!stopping.state().isRestored);
    }

    // Keras: "if best weights were never set, then the current weights are the best".
    void takesTheFirstForTheBestWhenNoneIsANumber()
    {
        EarlyStopping stopping(watching({{"patience", std::int64_t{2}}, {"restore_best_weights", engine::switchValue(true)}}));
        for (std::uint64_t epoch = 1; epoch <= 2; ++epoch)
            tell(stopping, epoch, notANumber);
        QVERIFY(stopping.state().hasStopped);
        QVERIFY(stopping.state().kept == Buffer{1});
    }

    void goesOnFromItsState()
    {
        const Spec spec = watching({{"patience", std::int64_t{2}}});
        EarlyStopping first(spec);
        tell(first, 1, 1);
        tell(first, 2, 2);
        EarlyStopping second(spec);
        second.setState(first.state());
        tell(second, 3, 2);
        QVERIFY(second.state().hasStopped);
    }

    void hasKerasDefaults()
    {
        const Spec spec = watching({});
        QCOMPARE(spec.text("monitor"), std::string("validation_loss"));
        QCOMPARE(spec.integer("patience"), std::int64_t{0});
        QCOMPARE(spec.real("min_delta"), 0.0);
        QCOMPARE(spec.integer("start_from_epoch"), std::int64_t{0});
        QVERIFY(!engine::isOn(spec, "restore_best_weights"));
    }

    void refusesToWatchWhatThereIsNot_data()
    {
        QTest::addColumn<QString>("monitor");
        QTest::addColumn<double>("split");
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("words"); // empty: it is possible
        const auto label = int(engine::Target::Label);
        const auto input = int(engine::Target::Input);
        QTest::addRow("validation") << "validation_loss" << 0.1 << label << "";
        QTest::addRow("no validation") << "validation_loss" << 0.0 << label << "set the validation split to 0.1";
        QTest::addRow("training") << "train_accuracy" << 0.0 << label << "";
        QTest::addRow("accuracy of an auto-encoder") << "train_accuracy" << 0.0 << input << "watch a loss";
        QTest::addRow("loss of an auto-encoder") << "validation_loss" << 0.2 << input << "";
        QTest::addRow("too much") << "validation_loss" << 0.95 << label << "expected 0 to 0.9";
    }

    void refusesToWatchWhatThereIsNot()
    {
        QFETCH(QString, monitor);
        QFETCH(QString, words);
        QFETCH(double, split);
        QFETCH(int, target);
        Recipe recipe;
        recipe.loss = {"mean_squared_error", {}};
        recipe.target = engine::Target(target);
        recipe.earlyStopping = {"early_stopping", {{"monitor", monitor.toStdString()}}};
        recipe.validationSplit = split;
        QString said;
        try {
            complete(recipe);
        } catch (const engine::SettingError& error) {
            said = QString::fromUtf8(error.what());
        }
        QCOMPARE(said.isEmpty(), words.isEmpty());
        QVERIFY2(said.contains(words), qPrintable(said));
    }
};

const RegisteredTest<EarlyStoppingTest> registeredEarlyStoppingTest;
#include "tst_early_stopping.moc"
