#include "engine/errors.h"
#include "engine/gallery/gallery.h"
#include "engine/layers/sequential.h"

#include <QTest>

#include <set>

using engine::Recipe;

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
        row("cnn-3", 1'379'557, "adam");
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
        QVERIFY(network.inputShape() == (engine::Shape{1, 28, 28}));
        QVERIFY(network.outputShape() == engine::Shape{10});
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

QTEST_GUILESS_MAIN(GalleryTest)
#include "tst_gallery.moc"
