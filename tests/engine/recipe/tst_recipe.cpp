#include "engine/errors.h"
#include "engine/recipe/recipe.h"
#include "engine/train/complete_recipe.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::Recipe;

namespace {

Recipe small()
{
    Recipe recipe;
    recipe.layers = {{"flatten", {}}, {"dense", {}}, {"dropout", {}}, {"dense", {{"units", std::int64_t{10}}}}};
    return recipe;
}

QString refusal(const Recipe& recipe)
{
    try {
        complete(recipe);
    } catch (const engine::SettingError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class RecipeTest : public QObject
{
    Q_OBJECT

private slots:
    void fillsInEverySetting()
    {
        const Recipe whole = complete(small());
        QCOMPARE(whole.layers[1].integer("units"), std::int64_t{128});
        QCOMPARE(whole.layers[2].real("rate"), 0.2);
        // Keras' defaults.
        QCOMPARE(whole.weightInitializer.kind, std::string("glorot_uniform"));
        QCOMPARE(whole.biasInitializer.kind, std::string("zeros"));
        QCOMPARE(whole.optimizer.real("learning_rate"), 0.001);
        QCOMPARE(whole.optimizer.real("beta_1"), 0.9);
        QCOMPARE(whole.optimizer.real("beta_2"), 0.999);
        QCOMPARE(whole.optimizer.real("epsilon"), 1e-7);
        QVERIFY(complete(whole) == whole);
    }

    void keepsWhatIsSaid()
    {
        Recipe recipe = small();
        recipe.name = "mine";
        recipe.batchSize = 7;
        recipe.epochs = 0;
        recipe.seed = 99;
        recipe.optimizer = {"sgd", {{"momentum", 0.5}}};
        const Recipe whole = complete(recipe);
        QCOMPARE(whole.name, std::string("mine"));
        QCOMPARE(whole.batchSize, std::int64_t{7});
        QCOMPARE(whole.epochs, std::int64_t{0});
        QCOMPARE(whole.seed, std::uint64_t{99});
        QCOMPARE(whole.optimizer.real("momentum"), 0.5);
        QCOMPARE(whole.optimizer.real("learning_rate"), 0.01);
    }

    void saysWhichLayerIsWrong()
    {
        Recipe recipe = small();
        recipe.layers[2] = {"dropout", {{"rate", 1.0}}};
        QCOMPARE(refusal(recipe), QStringLiteral("layer 3, dropout: rate is 1, expected 0 to 0.95"));
        recipe.layers[2] = {"droput", {}};
        QVERIFY(refusal(recipe).startsWith(QStringLiteral("layer 3, there is no layer \"droput\", expected one of dense, ")));
    }

    void refusesSizesThatCannotBe_data()
    {
        QTest::addColumn<qint64>("batchSize");
        QTest::addColumn<qint64>("epochs");
        QTest::addColumn<QString>("sentence");
        QTest::addRow("no batch") << qint64{0} << qint64{1} << QStringLiteral("the batch size is 0, expected 1 to 65536");
        QTest::addRow("too large a batch") << qint64{65'537} << qint64{1}
                                           << QStringLiteral("the batch size is 65537, expected 1 to 65536");
        QTest::addRow("negative epochs") << qint64{1} << qint64{-1}
                                         << QStringLiteral("the number of epochs is -1, expected 0 to 100000");
    }

    void refusesSizesThatCannotBe()
    {
        QFETCH(qint64, batchSize);
        QFETCH(qint64, epochs);
        Recipe recipe = small();
        recipe.batchSize = batchSize;
        recipe.epochs = epochs;
        QTEST(refusal(recipe), "sentence");
    }

    void refusesUnknownParts()
    {
        Recipe recipe = small();
        recipe.optimizer.kind = "adamm";
        QVERIFY(refusal(recipe).startsWith(QStringLiteral("there is no optimizer \"adamm\"")));
        recipe = small();
        recipe.loss.kind = "luck";
        QVERIFY(refusal(recipe).startsWith(QStringLiteral("there is no loss \"luck\"")));
        recipe = small();
        recipe.biasInitializer.kind = "ones";
        QVERIFY(refusal(recipe).startsWith(QStringLiteral("there is no initializer \"ones\"")));
    }
};

const RegisteredTest<RecipeTest> registeredRecipeTest;
#include "tst_recipe.moc"
