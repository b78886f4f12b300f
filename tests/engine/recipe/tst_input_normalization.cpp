#include "engine/errors.h"
#include "engine/layers/normalization.h"
#include "engine/layers/rescaling.h"
#include "engine/recipe/input_normalization.h"
#include "engine/train/complete_recipe.h"
#include "tests/engine/layers/layer_run.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::inputNormalization;
using engine::Recipe;
using engine::setInputNormalization;

class InputNormalizationTest : public QObject
{
    Q_OBJECT

private slots:
    void standardises()
    {
        const engine::Normalization layer;
        const auto found = LayerRun(layer, {3}, 1, {0.25f, 0.0625f}).forward(std::vector<float>{0, 0.25f, 1});
        QCOMPARE(found, (std::vector<float>{-1, 0, 3}));
    }

    // Keras: a deviation of at least 1e-7.
    void staysFiniteWithoutVariance()
    {
        const auto found = LayerRun(engine::Normalization(), {2}, 1, {0.5f, 0}).forward(std::vector<float>{0.5f, 1});
        QCOMPARE(found[0], 0.0f);
        QCOMPARE(found[1], 0.5e7f);
    }

    void rescales()
    {
        const engine::Rescaling layer({.scale = 2, .offset = -1});
        QCOMPARE(LayerRun(layer, {3}, 1).forward(std::vector<float>{0, 0.5f, 1}), (std::vector<float>{-1, 0, 1}));
    }

    void isTheFirstLayer()
    {
        const Recipe unit = complete(smallMlp());
        Recipe recipe = unit;
        QCOMPARE(inputNormalization(recipe), std::string_view("unit"));
        setInputNormalization(recipe, "standard");
        QCOMPARE(recipe.layers.front().kind, std::string("normalization"));
        QCOMPARE(inputNormalization(recipe), std::string_view("standard"));
        setInputNormalization(recipe, "none");
        QCOMPARE(recipe.layers.size(), unit.layers.size() + 1);
        QCOMPARE(recipe.layers.front().kind, std::string("rescaling"));
        QCOMPARE(recipe.layers.front().real("scale"), 255.0);
        QCOMPARE(inputNormalization(recipe), std::string_view("none"));
        setInputNormalization(recipe, "unit");
        QVERIFY(recipe == unit);
    }

    void leavesARescalingOfAnotherKindInItsPlace()
    {
        Recipe recipe = smallMlp();
        recipe.layers.insert(recipe.layers.begin(), {"rescaling", {{"scale", 2.0}}});
        QCOMPARE(inputNormalization(recipe), std::string_view("unit"));
        setInputNormalization(recipe, "standard");
        QCOMPARE(recipe.layers[1].kind, std::string("rescaling"));
    }

    void refusesWhatItDoesNotKnow()
    {
        Recipe recipe = smallMlp();
        QVERIFY_EXCEPTION_THROWN(setInputNormalization(recipe, "bytes"), engine::SettingError);
        QVERIFY(recipe == smallMlp());
    }
};

const RegisteredTest<InputNormalizationTest> registeredInputNormalizationTest;
#include "tst_input_normalization.moc"
