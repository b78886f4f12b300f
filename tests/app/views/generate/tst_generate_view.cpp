#include "app/views/generate/generate_panel.h"
#include "app/views/generate/generate_view.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"
#include "ui/charts/number_picture.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace {

struct Stage : ViewBench
{
    explicit Stage(const engine::Recipe& recipe)
        : ViewBench({QStringLiteral("generate"), QStringLiteral("Generate"), Area::Workspace, makeView<GenerateView>}, recipe)
    {
    }

    GeneratePanel& panel() { return *find<GeneratePanel>(); }
    QString heading() const { return find<QLabel>(QStringLiteral("generateHeading"))->text(); }
    QString sentence() const { return find<QLabel>(QStringLiteral("generateSentence"))->text(); }
    bool pausesAfterPretraining(quint64 steps)
    {
        return QTest::qWaitFor([&] {
            return run().progress().phase == Run::Phase::Paused && run().state().weights->pretrainingStep == steps;
        }, 30'000);
    }
};

engine::Recipe slowDbn()
{
    engine::Recipe recipe = smallDbn(); // 90 of 100 digits in batches of 20: 5 steps an epoch, 10 a layer
    recipe.batchSize = 20;
    recipe.epochs = 1;
    return recipe;
}

} // namespace

class GenerateViewTest : public QObject
{
    Q_OBJECT

private slots:
    void saysInWordsWhichPhaseRuns()
    {
        Stage stage(slowDbn());
        QVERIFY2(stage.heading().startsWith(QStringLiteral("Not trained yet")), qPrintable(stage.heading()));
        stage.run().runSteps(7);
        QVERIFY(stage.pausesAfterPretraining(7));
        QTRY_COMPARE(stage.heading(), QStringLiteral("Pre-training layer 1 of 2, epoch 2 of 2"));
        QTRY_VERIFY2(stage.sentence().startsWith(QStringLiteral("Layer 1 after epoch 1: ")), qPrintable(stage.sentence()));
        stage.run().runEpoch(); // to the end of this one
        QVERIFY(stage.pausesAfterPretraining(10));
        QTRY_COMPARE(stage.heading(), QStringLiteral("Pre-training layer 2 of 2, epoch 1 of 2"));
        stage.run().train();
        QTRY_COMPARE_WITH_TIMEOUT(stage.run().progress().phase, Run::Phase::Finished, 30'000);
        QTRY_COMPARE(stage.heading(), QStringLiteral("Pre-trained, then fine-tuned"));
        QTRY_VERIFY2(stage.sentence().startsWith(QStringLiteral("Layer 2 after epoch 2: ")), qPrintable(stage.sentence()));
    }

    void tellsHowLongThePretrainingTakes()
    {
        Stage stage(slowDbn());
        stage.run().setPace(4); // of 20 steps
        stage.run().train();
        QTRY_VERIFY2(stage.heading().startsWith(QStringLiteral("Pre-training layer 1 of 2, epoch 1 of 2 · about 0:0")),
                     qPrintable(stage.heading()));
        stage.run().pause();
        QTRY_COMPARE(stage.run().progress().phase, Run::Phase::Paused);
        QTRY_VERIFY2(!stage.heading().contains(QStringLiteral("about")), qPrintable(stage.heading()));
    }

    void givesPicturesBackThroughTheLayersTaughtSoFar()
    {
        Stage stage(slowDbn());
        const auto reconstructionOf = [&](std::size_t depth) {
            engine::RbmStack stack(stage.run().state().network);
            const auto& digits = stage.splits->test;
            const auto first = std::size_t(std::ranges::find(digits.labels, 0) - digits.labels.begin());
            const auto result = stack.reconstruct((*stage.run().state().weights).parameters, depth, digits.sample(first));
            return std::vector<float>(result.begin(), result.end());
        };
        stage.run().runSteps(7);
        QVERIFY(stage.pausesAfterPretraining(7));
        QCOMPARE(stage.panel().pairs().pairs().size(), std::size_t{10}); // one of each class
        QTRY_COMPARE(stage.panel().pairs().pairs().front().reconstruction, reconstructionOf(1));
        stage.run().runSteps(6);
        QVERIFY(stage.pausesAfterPretraining(13));
        QTRY_COMPARE(stage.panel().pairs().pairs().front().reconstruction, reconstructionOf(2));
    }

    void beginsWithTheSelectedPicture()
    {
        Stage stage(slowDbn());
        stage.session.pad.setStrokes({{{14, 4}, {14, 24}}});
        const auto& pairs = stage.panel().pairs().pairs();
        QCOMPARE(pairs.size(), std::size_t{11});
        QCOMPARE(pairs.front().name, QStringLiteral("drawing"));
        const auto& seen = stage.session.inspection.input()->pixels;
        QVERIFY(std::ranges::equal(pairs.front().picture, seen, {}, {}, [](std::uint8_t byte) { return float(byte) / 255; }));
    }

    void showsAnAutoEncodersOutputAndCode()
    {
        Stage stage(autoencoderRecipe());
        QVERIFY2(stage.heading().contains(QStringLiteral("from 32 numbers")), qPrintable(stage.heading()));
        engine::Predictor predictor(stage.run().state().network, autoencoderRecipe().loss);
        const auto& digits = stage.splits->test;
        const auto& first = stage.panel().pairs().pairs().front();
        const auto place = std::size_t(std::ranges::find(digits.labels, 0) - digits.labels.begin());
        const auto expected = predictor.predict((*stage.run().state().weights).parameters, digits.sample(place));
        QCOMPARE(first.reconstruction, std::vector<float>(expected.begin(), expected.end()));
        QVERIFY(stage.place.findChild<NumberPicture*>()->isVisible());
    }

    void followsTheWeightsWhileItTrains()
    {
        Stage stage(autoencoderRecipe());
        const double before = stage.panel().pairs().pairs().front().error();
        stage.run().train();
        QTRY_COMPARE_WITH_TIMEOUT(stage.run().progress().phase, Run::Phase::Finished, 30'000);
        QTRY_VERIFY(stage.panel().pairs().pairs().front().error() < before);
    }

    void isEmptyForAnyOtherNetworkAndCostsNothingOutOfSight()
    {
        Stage stage(twoEpochs());
        QVERIFY(!stage.panel().pairs().isVisible());
        QVERIFY(stage.place.findChild<QPushButton*>(QStringLiteral("dbn"))->isVisible());
        stage.host->setInSight(false);
        stage.session.runs.replace(freshNetwork(slowDbn()));
        QVERIFY(stage.panel().pairs().pairs().empty());
        stage.host->setInSight(true);
        QCOMPARE(stage.panel().pairs().pairs().size(), std::size_t{10});
    }

    void selectsTheUnitWhoseFilterIsClicked()
    {
        Stage stage(slowDbn());
        emit stage.panel().filterClicked(3);
        QVERIFY(stage.session.selection.unit() == (Selection::Unit{1, 3})); // of the RBM that is taught first
    }

    void showsGibbsSamples()
    {
        Stage stage(slowDbn());
        const auto seen = [&] {
            const auto pictures = stage.place.findChildren<NumberPicture*>();
            return std::ranges::count_if(pictures, [](const NumberPicture* picture) {
                return picture->isVisible() && picture->hasNumbers();
            });
        };
        QTRY_COMPARE(seen(), 3);
    }
};

const RegisteredTest<GenerateViewTest, QApplication> registeredGenerateViewTest;
#include "tst_generate_view.moc"
