#include "engine/gallery/gallery.h"
#include "engine/io/model_file.h"
#include "engine/train/trainer.h"
#include "tests/small_runs.h"
#include "tests/registered_test.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

using engine::Recipe;
using engine::Trainer;

namespace {

/// Batches of several shards, the last of them a small one; more of them than one epoch.
struct Run
{
    Recipe recipe;
    std::shared_ptr<const engine::DataSplits> data;

    explicit Run(const Recipe& preset)
        : recipe(preset)
    {
        recipe.batchSize = 70;
        if (recipe.data == "digits") {
            recipe.augmentation = {"distort", {{"elastic", 20.0}, {"stroke_width", 0.5}}};
            data = digitSplits(100, 10);
        } else {
            data = std::make_shared<const engine::DataSplits>(engine::logicTable(recipe.data));
        }
    }
};

void train(Trainer& trainer, int steps)
{
    for (int i = 0; i < steps; ++i)
        trainer.step();
}

std::vector<float> weightsOf(const Trainer& trainer)
{
    return {trainer.parameters().begin(), trainer.parameters().end()};
}

} // namespace

class EveryPresetTest : public QObject
{
    Q_OBJECT

private:
    void addPresets()
    {
        QTest::addColumn<QString>("name");
        for (const Recipe& preset : engine::presets())
            QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
    }

private slots:
    void learnsTheSameBitsOnAnyNumberOfThreads_data() { addPresets(); }

    void learnsTheSameBitsOnAnyNumberOfThreads()
    {
        QFETCH(QString, name);
        const Run run(engine::findPreset(name.toStdString()));
        std::vector<std::vector<float>> weights;
        for (const std::size_t threads : {1, 2, 3, 8}) {
            Trainer trainer(run.recipe, run.data, threads);
            const auto before = weightsOf(trainer);
            train(trainer, 3);
            weights.push_back(weightsOf(trainer));
            QVERIFY(weights.back() != before); // NaN, which is unlike itself, would fail the next line
            QVERIFY2(weights.back() == weights.front(), qPrintable(QStringLiteral("%1 threads").arg(threads)));
        }
    }

    void goesOnFromItsFileAsIfNothingHadBeen_data() { addPresets(); }

    void goesOnFromItsFileAsIfNothingHadBeen()
    {
        QFETCH(QString, name);
        const Run run(engine::findPreset(name.toStdString()));
        Trainer whole(run.recipe, run.data, 2);
        train(whole, 1);
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "half.safetensors";
        engine::saveModel({.recipe = whole.recipe(), .trainedOn = "test", .checkpoint = whole.checkpoint()}, file);
        train(whole, 2);

        const auto saved = engine::loadModel(file);
        Trainer resumed(saved.recipe, run.data, 1);
        resumed.restore(saved.checkpoint);
        train(resumed, 2);
        QVERIFY(weightsOf(resumed) == weightsOf(whole));
    }
};

const RegisteredTest<EveryPresetTest> registeredEveryPresetTest;
#include "tst_every_preset.moc"
