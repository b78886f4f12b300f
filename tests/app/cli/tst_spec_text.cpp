#include "app/cli/commands.h"
#include "app/cli/recipe_options.h"
#include "app/cli/spec_text.h"

#include "engine/errors.h"
#include "engine/layers/layer_kinds.h"
#include "engine/optim/schedule.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::Spec;

namespace {

QString refusal(const std::string& text)
{
    try {
        cli::specOf(text, engine::scheduleKinds(), "schedule");
    } catch (const engine::SettingError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class SpecTextTest : public QObject
{
    Q_OBJECT

private slots:
    void readsKindsAndTheirSettings()
    {
        const auto layer = [](const char* text) { return cli::specOf(text, engine::layerKinds(), "layer"); };
        QVERIFY(layer("relu") == (Spec{"relu", {}}));
        QVERIFY(layer("dense:64") == (Spec{"dense", {{"units", std::int64_t{64}}}})); // the first setting needs no name
        QVERIFY(layer("dense:units=64") == layer("dense:64"));
        const Spec convolution = layer("conv2d:8,kernel_size=5,padding=valid");
        QCOMPARE(convolution.integer("filters"), std::int64_t{8});
        QCOMPARE(convolution.integer("kernel_size"), std::int64_t{5});
        QVERIFY(convolution.text("padding") == "valid");
        QCOMPARE(convolution.integer("stride"), std::int64_t{1}); // what is not named has its default
        const Spec decay = cli::specOf("factor=0.5,epochs=3", engine::scheduleKinds(), "schedule", "step");
        QVERIFY(decay == cli::specOf("step:factor=0.5,epochs=3", engine::scheduleKinds(), "schedule"));
    }

    void readsLayersInTheirOrder()
    {
        const auto layers = cli::layersOf("  flatten dense:32\tdropout:0.25 dense:10 ");
        QCOMPARE(layers.size(), std::size_t{4});
        QVERIFY(layers[1].kind == "dense");
        QCOMPARE(layers[2].real("rate"), 0.25);
        QVERIFY_EXCEPTION_THROWN(cli::layersOf("  "), engine::SettingError);
    }

    void saysWhatIsNoSetting()
    {
        QVERIFY(refusal("sine").contains(QStringLiteral("expected one of constant, step")));
        QVERIFY(refusal("cosine:warmup=").contains(QStringLiteral("\"warmup=\" is no setting")));
        QVERIFY(refusal("cosine:epochs=long").contains(QStringLiteral("expected a number")));
        QVERIFY(refusal("cosine:3,4").contains(QStringLiteral("\"4\" is no setting"))); // only the first goes without its name
        QVERIFY(refusal("cosine:speed=3").contains(QStringLiteral("speed")));
    }

    void changesEveryPartOfARecipe()
    {
        cli::RecipeOptions options;
        options.preset = "mlp-128-64";
        options.layers = "flatten dense:784 sigmoid";
        options.target = "input";
        options.parts = {{"--schedule", "cosine:epochs=7"},
                         {"--loss", "mean_squared_error"},
                         {"--weight-initializer", "orthogonal"},
                         {"--bias-initializer", "constant:0.25"}};
        const engine::Recipe recipe = cli::recipeOf(options);
        QVERIFY(recipe.name == "mlp-128-64 (edited)");
        QCOMPARE(recipe.layers.size(), std::size_t{3});
        QVERIFY(recipe.target == engine::Target::Input);
        QCOMPARE(recipe.schedule.integer("epochs"), std::int64_t{7});
        QVERIFY(recipe.loss.kind == "mean_squared_error");
        QVERIFY(recipe.weightInitializer.kind == "orthogonal");
        QCOMPARE(recipe.biasInitializer.real("value"), 0.25);

        // A run that goes on takes what it has already, and nothing else.
        cli::RecipeOptions same;
        same.parts = {{"--schedule", "cosine:epochs=7"}};
        QVERIFY(cli::continued(recipe, same, "file") == recipe);
        same.parts = {{"--schedule", "cosine:epochs=8"}};
        QVERIFY_EXCEPTION_THROWN(cli::continued(recipe, same, "file"), cli::UsageError);
        same.parts.clear();
        same.layers = "flatten dense:10";
        QVERIFY_EXCEPTION_THROWN(cli::continued(recipe, same, "file"), cli::UsageError);
    }
};

const RegisteredTest<SpecTextTest> registeredSpecTextTest;
#include "tst_spec_text.moc"
