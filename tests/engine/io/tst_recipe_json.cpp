#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/io/recipe_json.h"
#include "engine/train/complete_recipe.h"
#include "tests/registered_test.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>
#include <limits>

using engine::Recipe;
using engine::recipeFromJson;
using engine::Spec;

namespace {

QString refusal(const QByteArray& text)
{
    try {
        recipeFromJson(text.toStdString());
    } catch (const engine::SettingError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

Recipe twoLayers()
{
    Recipe recipe;
    recipe.input = {4};
    recipe.layers = {{"dense", {{"units", std::int64_t{3}}}}, {"relu", {}}};
    return recipe;
}

} // namespace

class TestRecipeJson : public QObject
{
    Q_OBJECT

private slots:
    void returnsEveryPresetUnchanged();
    void returnsEveryNumberExactly();
    void returnsAnyText();
    void returnsTheTarget();
    void writesTheDocumentedForm();
    void fillsInWhatIsNotSaid();
    void takesAWholeNumberForAReal();
    void refusesWhatIsNoRecipe_data();
    void refusesWhatIsNoRecipe();
    void survivesDeepNesting();
};

void TestRecipeJson::returnsEveryPresetUnchanged()
{
    QVERIFY(!engine::presets().empty());
    for (const Recipe& preset : engine::presets())
        QCOMPARE(recipeFromJson(toJson(preset)) == preset, true);
}

void TestRecipeJson::returnsEveryNumberExactly()
{
    Recipe recipe = complete(twoLayers());
    recipe.seed = std::numeric_limits<std::uint64_t>::max();
    for (const double rate : {0.1, 0.1 + 1e-17, std::nextafter(0.1, 1.0), 1.0 / 3.0, 0.01, 1e-5 / 7}) {
        recipe.optimizer.settings["learning_rate"] = rate;
        const Recipe read = recipeFromJson(toJson(recipe));
        QVERIFY(read == recipe);
        QVERIFY(read.optimizer.real("learning_rate") == rate);
    }
}

void TestRecipeJson::returnsAnyText()
{
    Recipe recipe = complete(twoLayers());
    recipe.name = "784–16–10 \"quoted\"\n\\ \t 数";
    recipe.description = std::string("with\0nul", 8);
    QVERIFY(recipeFromJson(toJson(recipe)) == recipe);

    recipe.name = "latin1 \xe9";
    QCOMPARE(recipeFromJson(toJson(recipe)).name, std::string("latin1 \xef\xbf\xbd")); // U+FFFD
}

void TestRecipeJson::returnsTheTarget()
{
    for (const engine::Target target : {engine::Target::Label, engine::Target::Input}) {
        Recipe recipe = complete(twoLayers());
        recipe.target = target;
        QVERIFY(recipeFromJson(toJson(recipe)) == recipe);
    }
    QVERIFY(toJson(engine::findPreset("autoencoder")).find(R"("target":"input")") != std::string::npos);
    QVERIFY(toJson(engine::findPreset("xor")).find(R"("data":"xor")") != std::string::npos);
}

void TestRecipeJson::writesTheDocumentedForm()
{
    Recipe recipe = twoLayers();
    recipe.name = "small";
    recipe.optimizer = {"sgd", {{"learning_rate", 0.5}}};
    recipe.schedule = {"exponential", {{"decay", 0.5}}};
    recipe.regularizer = {"l2", {{"l2", 0.5}}};
    recipe.clipping = {"clipnorm", {{"limit", 2.0}}};
    recipe.pretraining = {"contrastive_divergence", {{"epochs", std::int64_t{3}}, {"momentum", 0.5}}};
    const auto text = QByteArray::fromStdString(toJson(recipe));
    QVERIFY(text.startsWith(R"({"name":"small",)"));

    const QJsonObject object = QJsonDocument::fromJson(text).object();
    const QJsonObject expected{
        {"name", "small"},
        {"description", ""},
        {"input", QJsonArray{4}},
        {"layers", QJsonArray{QJsonObject{{"kind", "dense"}, {"units", 3}}, QJsonObject{{"kind", "relu"}}}},
        {"weight_initializer", QJsonObject{{"kind", "glorot_uniform"}}},
        {"bias_initializer", QJsonObject{{"kind", "zeros"}}},
        {"loss", QJsonObject{{"kind", "softmax_cross_entropy"}}},
        {"target", "label"},
        {"optimizer", QJsonObject{{"kind", "sgd"}, {"learning_rate", 0.5}}},
        {"schedule", QJsonObject{{"kind", "exponential"}, {"decay", 0.5}}},
        {"regularizer", QJsonObject{{"kind", "l2"}, {"l2", 0.5}}},
        {"clipping", QJsonObject{{"kind", "clipnorm"}, {"limit", 2}}},
        {"pretraining", QJsonObject{{"kind", "contrastive_divergence"}, {"epochs", 3}, {"momentum", 0.5}}},
        {"augmentation", QJsonObject{{"kind", "none"}}},
        {"early_stopping", QJsonObject{{"kind", "none"}}},
        {"validation_split", 0},
        {"batch_size", 128},
        {"epochs", 5},
        {"seed", 1},
        {"data", "digits"},
    };
    QCOMPARE(object, expected);
}

void TestRecipeJson::fillsInWhatIsNotSaid()
{
    const Recipe read
        = recipeFromJson(R"({"input": [4], "layers": [{"kind": "dense", "units": 3}, {"kind": "relu"}]})");
    QVERIFY(read == complete(twoLayers()));
    QVERIFY(read.optimizer.settings.contains("learning_rate"));
}

void TestRecipeJson::takesAWholeNumberForAReal()
{
    const Recipe read = recipeFromJson(R"({"layers": [], "optimizer": {"kind": "sgd", "learning_rate": 1}})");
    QCOMPARE(read.optimizer.real("learning_rate"), 1.0);
}

void TestRecipeJson::refusesWhatIsNoRecipe_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const QByteArray& text, const char* why) {
        QTest::addRow("%s", name) << text << QString::fromUtf8(why);
    };
    const auto optimizer
        = [](const QByteArray& value) { return R"({"layers": [], "optimizer": )" + value + "}"; };
    const auto layer = [](const QByteArray& value) { return R"({"layers": [)" + value + "]}"; };

    row("nothing", "", "the recipe: it is not JSON (byte 1)");
    row("no JSON", "{\"layers\": [}", "the recipe: it is not JSON (byte 13)");
    row("a cut text", "{\"layers\": [", "the recipe: it is not JSON (byte 13)");
    row("more behind the end", "{\"layers\": []} {}", "the recipe: it is not JSON (byte 16)");
    row("invalid UTF-8", "{\"layers\": [], \"name\": \"\xff\"}", "the recipe: it is not JSON (byte 25)");
    row("a number beyond all", R"({"layers": [], "seed": 1e999})",
        "the recipe: it is JSON with a number that no double can hold");
    row("a list", "[]", "the recipe: it is [], expected an object with \"layers\"");
    row("no layers", "{}", "the recipe: it is {}, expected an object with \"layers\"");
    row("an unknown entry", R"({"layers": [], "epoch": 3})",
        "the recipe: it has an entry \"epoch\" that this version does not know");
    row("an entry twice", R"({"layers": [], "seed": 3, "seed": 4})", "the recipe: it says \"seed\" twice");
    row("a setting twice", layer(R"({"kind": "dense", "units": 3, "units": 4})"),
        "the recipe: it says \"units\" twice");
    row("layers that are a text", R"({"layers": "dense"})",
        "the recipe: layers is \"dense\", expected a list of at most 1000 layers");
    row("a layer that is a text", layer("\"relu\""),
        "the recipe: layer 1 is \"relu\", expected an object with a \"kind\"");
    row("a layer without a kind", layer(R"({"kind": "relu"}, {"units": 3})"),
        "the recipe: layer 2 is {\"units\":3}, expected an object with a \"kind\"");
    row("a kind that is a number", layer(R"({"kind": 3})"),
        "the recipe: the kind of layer 1 is 3, expected a text");
    row("a kind with a line break", layer(R"({"kind": "a\nb"})"),
        "the recipe: the kind of layer 1 is \"a\\nb\", expected a short word");
    row("a setting that is true", layer(R"({"kind": "dense", "units": true})"),
        "the recipe: units of layer 1 is true, expected a number or a word");
    row("a setting that is null", optimizer(R"({"kind": "sgd", "learning_rate": null})"),
        "the recipe: learning_rate of optimizer is null, expected a number or a word");
    row("a whole number too large", layer(R"({"kind": "dense", "units": 9223372036854775808})"),
        "the recipe: units of layer 1 is 9223372036854775808, expected a whole number");
    row("an input of nothing", R"({"layers": [], "input": []})",
        "the recipe: input is [], expected one to three whole numbers such as [1, 28, 28]");
    row("an input with a zero", R"({"layers": [], "input": [0]})",
        "the recipe: input is [0], expected one to three whole numbers such as [1, 28, 28]");
    row("a negative input", R"({"layers": [], "input": [-1]})",
        "the recipe: input is [-1], expected one to three whole numbers such as [1, 28, 28]");
    row("an enormous input", R"({"layers": [], "input": [65536, 65536, 65536]})",
        "the recipe: input is [65536,65536,65536], expected at most 16777216 numbers");
    row("a batch that is a real", R"({"layers": [], "batch_size": 1.5})",
        "the recipe: batch_size is 1.5, expected a whole number");
    row("a negative seed", R"({"layers": [], "seed": -1})",
        "the recipe: seed is -1, expected a whole number from 0 on");
    row("a seed of more than 64 bits", R"({"layers": [], "seed": 18446744073709551616})",
        "the recipe: seed is 1.8446744073709552e+19, expected a whole number from 0 on");
    row("a target of its own", R"({"layers": [], "target": "next"})",
        "the recipe: target is \"next\", expected \"label\" or \"input\"");
    row("a target that is a number", R"({"layers": [], "target": 1})", "the recipe: target is 1, expected a text");
    row("data from a folder", R"({"layers": [], "data": "/etc"})",
        "the recipe: data is \"/etc\", expected a short word");
    row("data that nobody has", R"({"layers": [], "data": "nand"})",
        "the recipe: the data is \"nand\", expected \"digits\", \"xor\", \"and\" or \"or\"");
    row("a name that is a number", R"({"layers": [], "name": 3})", "the recipe: name is 3, expected a text");
}

void TestRecipeJson::refusesWhatIsNoRecipe()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, why);
    QCOMPARE(refusal(text), why);
}

void TestRecipeJson::survivesDeepNesting()
{
    QCOMPARE(refusal(QByteArray(10'000'000, '[')),
             QString("the recipe: it is JSON nested more than 16 deep"));
    QByteArray objects;
    for (int i = 0; i < 100'000; ++i)
        objects += "{\"a\":";
    QCOMPARE(refusal(objects), QString("the recipe: it is JSON nested more than 16 deep"));
}

const RegisteredTest<TestRecipeJson> registeredTestRecipeJson;
#include "tst_recipe_json.moc"
