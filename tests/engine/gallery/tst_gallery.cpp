#include "engine/data/logic_tables.h"
#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/train/compatibility.h"
#include "engine/train/complete_recipe.h"
#include "engine/train/trainer.h"
#include "tests/registered_test.h"

#include <QTest>

#include <numbers>
#include <set>

using engine::Recipe;

namespace {

/// A preset trained to its end on a logic table.
engine::Evaluation trained(const char* preset, const char* data, std::uint64_t seed = 1)
{
    Recipe recipe = engine::findPreset(preset);
    recipe.seed = seed;
    engine::Trainer trainer(recipe, std::make_shared<const engine::DataSplits>(engine::logicTable(data)), 1);
    while (trainer.stepsDone() < trainer.stepsPlanned())
        trainer.step();
    return trainer.evaluate(trainer.data().test);
}

} // namespace

Q_DECLARE_METATYPE(engine::Recipe)

class GalleryTest : public QObject
{
    Q_OBJECT

private slots:
    void holdsEveryPresetThatIsPromised_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::size_t>("parameters"); // from the literature, or counted by hand
        QTest::addColumn<QString>("optimizer");
        QTest::addColumn<double>("momentum");
        const auto row = [](const char* name, std::size_t parameters, const char* optimizer, double momentum = 0) {
            QTest::newRow(name) << QString::fromLatin1(name) << parameters << QString::fromLatin1(optimizer) << momentum;
        };
        row("softmax", 7'850, "sgd");
        row("mlp-16-16", 13'002, "sgd", 0.9);
        row("mlp-128-64", 109'386, "adam");
        row("mlp-256-256", 269'322, "adam");
        row("mlp-256-256-normal", 269'322, "adam");
        row("mlp-512-dropout", 669'706, "rmsprop");
        row("mlp-deep-dropout", 1'195'018, "adam");
        row("sigmoid-deep", 84'170, "sgd");
        row("lenet-5", 61'706, "adam");
        row("cnn-2", 50'186, "adam");
        // 3×3 kernels and biases, then four numbers a normalised map or unit, then 96 maps of 4×4 to 128 to 10
        row("reader", 320 + 13'872 + 20'784 + 41'568 + 83'040 + 4 * (32 + 48 + 48 + 96 + 96 + 128) + 128 * 1'537 + 10 * 129,
            "adam");
        // the same with 64 and 128 maps, the last of 4×4
        row("cnn-best", 320 + 18'496 + 36'928 + 73'856 + 147'584 + 4 * (32 + 64 + 64 + 128 + 128 + 128) + 128 * 2'049 + 10 * 129,
            "adamw");
        row("cnn-3", 1'379'557, "adam");
        row("autoencoder", 1'067'024, "adam");
        row("neuron", 3, "sgd");
        row("xor", 9, "sgd");
        row("xor-deep", 24 + 8 * 72 + 9, "adam");
        row("xor-deep-relu", 24 + 8 * 72 + 9, "adam");
        row("dbn", 648'010 + 784 + 500, "adam"); // 784–500–500–10 and the visible biases
        row("lstm-rows", 81'674, "adam"); // 4 · 128 · (28 + 128 + 1) + 129 · 10
    }

    void holdsEveryPresetThatIsPromised()
    {
        QFETCH(QString, name);
        QFETCH(QString, optimizer);
        QFETCH(double, momentum);
        const Recipe& preset = engine::findPreset(name.toStdString());
        const engine::Sequential network(preset.input, std::span<const engine::Spec>(preset.layers));
        QTEST(network.parameters().size(), "parameters");
        QCOMPARE(QString::fromStdString(preset.optimizer.kind), optimizer);
        if (optimizer == QStringLiteral("sgd"))
            QCOMPARE(preset.optimizer.real("momentum"), momentum);
    }

    void isCompleteAndDescribed()
    {
        std::set<std::string> names;
        for (const Recipe& preset : engine::presets()) {
            QVERIFY2(complete(preset) == preset, preset.name.c_str());
            QVERIFY2(preset.description.ends_with('.'), preset.name.c_str());
            QVERIFY2(preset.epochs >= 1, preset.name.c_str());
            QVERIFY2(names.insert(preset.name).second, preset.name.c_str());
        }
    }

    void fitsTheDataThatItIsFor_data()
    {
        QTest::addColumn<Recipe>("preset");
        for (const Recipe& preset : engine::presets())
            QTest::newRow(preset.name.c_str()) << preset;
    }

    void fitsTheDataThatItIsFor()
    {
        QFETCH(Recipe, preset);
        engine::Dataset digits;
        digits.labels.assign(10, 0);
        digits.pixels.assign(10 * 784, 255);
        const engine::Dataset data = preset.data == "digits" ? digits : engine::logicTable(preset.data).train;
        const engine::Sequential network(preset.input, std::span<const engine::Spec>(preset.layers));
        engine::requireCompatible(network, preset, data); // throws
    }

    void solvesExclusiveOr_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 10; ++seed)
            QTest::addRow("seed %d", int(seed)) << seed;
    }

    void solvesExclusiveOr()
    {
        QFETCH(quint64, seed);
        const auto result = trained("xor", "xor", seed);
        QCOMPARE(result.accuracy, 1.0);
        QCOMPARE_LT(result.loss, 0.1);
    }

    // A straight line has three of the four points on its right sides at most (Minsky and Papert 1969). The best loss
    // that it can reach is that of a coin: the problem is convex, and at all weights 0 the slopes cancel out.
    void learnsWithOneNeuronWhatALineCanPart_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 3; ++seed)
            QTest::addRow("seed %d", int(seed)) << seed;
    }

    void learnsWithOneNeuronWhatALineCanPart()
    {
        QFETCH(quint64, seed);
        QCOMPARE(trained("neuron", "and", seed).accuracy, 1.0);
        QCOMPARE(trained("neuron", "or", seed).accuracy, 1.0);
        const auto result = trained("neuron", "xor", seed);
        QCOMPARE_LE(result.accuracy, 0.75);
        QCOMPARE_GE(result.loss, std::numbers::ln2 - 1e-6);
    }

    // With sigmoids all four points stay one half: a loss of ln 2.
    void isTooDeepForSigmoidsAndNotForReLU()
    {
        const auto sigmoids = trained("xor-deep", "xor");
        QCOMPARE_LT(std::abs(sigmoids.loss - std::numbers::ln2), 0.01);
        QCOMPARE_LE(sigmoids.accuracy, 0.75);
        const auto relus = trained("xor-deep-relu", "xor");
        QCOMPARE(relus.accuracy, 1.0);
        QCOMPARE_LT(relus.loss, 0.01);
    }

    void listsItsNamesWhenAskedForAnother()
    {
        try {
            engine::findPreset("mlp");
            QFAIL("found a preset that is not there");
        } catch (const engine::SettingError& error) {
            QVERIFY(QString::fromUtf8(error.what())
                        .startsWith(QStringLiteral("there is no preset \"mlp\", expected one of softmax, mlp-16-16, ")));
        }
    }
};

const RegisteredTest<GalleryTest> registeredGalleryTest;
#include "tst_gallery.moc"
