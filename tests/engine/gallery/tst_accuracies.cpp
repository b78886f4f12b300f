#include "engine/data/idx.h"
#include "engine/gallery/gallery.h"
#include "engine/train/trainer.h"
#include "tests/data_folder.h"
#include "tests/registered_test.h"

#include <QTest>

#include <memory>

/// The quick presets, trained to the end on MNIST as a user would: the mean of seeds 1 to 3 on its test set,
/// which has chosen nothing. The slow ones are in tests/data/accuracies.jsonl, made by tests/accuracies.
class AccuraciesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const auto folder = mnistFolder();
        if (!folder)
            QSKIP("MNIST was not found in $DIGITSCOPE_DATA");
        m_data = std::make_shared<const engine::DataSplits>(engine::readIdxFolder(*folder));
    }

    void reachTheGallerysFigures_data()
    {
        QTest::addColumn<double>("figure");
        QTest::addRow("softmax") << 0.924;
        QTest::addRow("mlp-16-16") << 0.945;
        QTest::addRow("mlp-128-64") << 0.980;
    }

    void reachTheGallerysFigures()
    {
        QFETCH(double, figure);
        double sum = 0;
        for (const std::uint64_t seed : {1, 2, 3}) {
            engine::Recipe recipe = engine::findPreset(QTest::currentDataTag());
            recipe.seed = seed;
            engine::Trainer trainer(recipe, m_data);
            while (trainer.stepsDone() < trainer.stepsPlanned())
                trainer.step();
            sum += double(trainer.evaluate(m_data->test).accuracy);
        }
        QCOMPARE_GE(sum / 3, figure);
    }

private:
    std::shared_ptr<const engine::DataSplits> m_data;
};

const RegisteredTest<AccuraciesTest> registeredAccuraciesTest;
#include "tst_accuracies.moc"
