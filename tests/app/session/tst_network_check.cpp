#include "app/session/network_check.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

#include <functional>

Q_DECLARE_METATYPE(std::function<void(engine::Recipe&)>)

class NetworkCheckTest : public QObject
{
    Q_OBJECT

private slots:
    void summarisesANetworkThatFits()
    {
        const NetworkCheck check = checkNetwork(smallMlp(), digitSplits(10, 10).get());
        QVERIFY2(check.problem.isEmpty(), qPrintable(check.problem));
        QVERIFY(!check.problemLayer);
        QCOMPARE(check.layers.size(), smallMlp().layers.size());
        QCOMPARE(check.layers[1].name, std::string("dense_1"));
        QCOMPARE(check.layers[1].outputShape.text(), std::string("24"));
        QCOMPARE(check.layers[1].parameters, std::size_t{784 * 24 + 24});
        QCOMPARE(check.layers[2].parameters, std::size_t{0});
    }

    void namesTheLayerAndBothShapes()
    {
        // A convolution wants maps, and behind Flatten there are none.
        const auto recipe = recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{24}}}}, {"conv2d", {}}, {"flatten", {}}});
        const NetworkCheck check = checkNetwork(recipe, nullptr);
        QCOMPARE(check.problemLayer, std::optional<int>(2));
        QCOMPARE(check.layers.size(), std::size_t{2}); // as far as they fit
        QVERIFY2(check.problem.contains(QStringLiteral("layer 3")), qPrintable(check.problem));
        QVERIFY2(check.problem.contains(QStringLiteral("conv2d")), qPrintable(check.problem));
        QVERIFY2(check.problem.contains(QStringLiteral("24")), qPrintable(check.problem)); // what it got
        QVERIFY2(check.problem.contains(QStringLiteral("×")), qPrintable(check.problem)); // what it wants
    }

    void namesTheLayerWhoseSettingIsOutOfRange()
    {
        const auto recipe = recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{0}}}}});
        const NetworkCheck check = checkNetwork(recipe, nullptr);
        QCOMPARE(check.problemLayer, std::optional<int>(1));
        QVERIFY2(check.problem.contains(QStringLiteral("units")), qPrintable(check.problem));
    }

    void refusesANetworkWithoutLayers()
    {
        const NetworkCheck check = checkNetwork(recipeOf({}), nullptr);
        QVERIFY(!check.problem.isEmpty());
        QVERIFY(!check.problemLayer);
    }

    void refusesSettingsOfTheTraining()
    {
        engine::Recipe recipe = smallMlp();
        recipe.batchSize = 0;
        const NetworkCheck check = checkNetwork(recipe, nullptr);
        QVERIFY2(check.problem.contains(QStringLiteral("batch")), qPrintable(check.problem));
        QVERIFY(!check.problemLayer);
    }

    void saysWhichSettingOfTheTrainingIsWrong_data()
    {
        QTest::addColumn<std::function<void(engine::Recipe&)>>("spoil");
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, std::function<void(engine::Recipe&)> spoil, const char* part, const char* words) {
            QTest::addRow("%s", name) << spoil << QString::fromLatin1(part) << QString::fromLatin1(words);
        };
        row("softmax and the picture itself", [](engine::Recipe& recipe) { recipe.target = engine::Target::Input; }, "loss",
            "take the mean squared error");
        row("nothing held out to watch", [](engine::Recipe& recipe) { recipe.earlyStopping = {"early_stopping", {}}; },
            "earlyStopping", "set the validation split");
        row("distorted numbers",
            [](engine::Recipe& recipe) {
                recipe.input = {784};
                recipe.augmentation = {"distort", {}};
            },
            "augmentation", "augmentation distorts pictures");
        row("nothing left to hold out", [](engine::Recipe& recipe) { recipe.validationSplit = 0.01; }, "", "");
    }

    void saysWhichSettingOfTheTrainingIsWrong()
    {
        QFETCH(std::function<void(engine::Recipe&)>, spoil);
        QFETCH(QString, words);
        engine::Recipe recipe = smallMlp();
        spoil(recipe);
        const NetworkCheck check = checkNetwork(recipe, recipe.input.rank() == 3 ? digitSplits(10, 10).get() : nullptr);
        QTEST(check.problemPart, "part");
        QVERIFY2(check.problem.contains(words), qPrintable(check.problem));
        QCOMPARE(check.layers.size(), smallMlp().layers.size());
    }

    void refusesToHoldOutOfASingleSample()
    {
        engine::Recipe recipe = smallMlp();
        recipe.validationSplit = 0.5;
        QCOMPARE(checkNetwork(recipe, digitSplits(1, 1).get()).problemPart, QStringLiteral("validationSplit"));
    }

    void refusesDataThatTheNetworkCannotRead_data()
    {
        QTest::addColumn<qint64>("outputs");
        QTest::addColumn<bool>("isOtherSize");
        QTest::addRow("five outputs for ten digits") << qint64{5} << false;
        QTest::addRow("pictures of another size") << qint64{10} << true;
    }

    void refusesDataThatTheNetworkCannotRead()
    {
        QFETCH(qint64, outputs);
        QFETCH(bool, isOtherSize);
        engine::Recipe recipe = recipeOf({{"flatten", {}}, {"dense", {{"units", std::int64_t{outputs}}}}});
        if (isOtherSize)
            recipe.input = {1, 20, 20};
        QVERIFY(checkNetwork(recipe, nullptr).problem.isEmpty()); // no data, no objection
        const NetworkCheck check = checkNetwork(recipe, digitSplits(10, 10).get());
        QVERIFY(!check.problem.isEmpty());
        QCOMPARE(check.layers.size(), std::size_t{2});
    }
};

const RegisteredTest<NetworkCheckTest> registeredNetworkCheckTest;
#include "tst_network_check.moc"
