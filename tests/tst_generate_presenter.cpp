#include "app/sample_reader.h"
#include "app/selection.h"
#include "app/window/generate_presenter.h"
#include "ui/panels/generate_view.h"
#include "ui/panels/number_picture.h"
#include "workbench_fixture.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace {

/// The view as the window has it, over a workbench of its own.
struct Stage
{
    explicit Stage(const engine::Recipe& recipe)
        : busy(recipe)
        , reader(busy.workbench.state().network, busy.workbench.state().weights, recipe.loss)
        , presenter(view, reader, selection, busy.workbench)
    {
        QObject::connect(&busy.workbench, &Workbench::networkReplaced, &reader, [this] {
            reader.setNetwork(busy.workbench.state().network, busy.workbench.state().weights, busy.workbench.state().recipe.loss);
        });
        QObject::connect(&busy.workbench, &Workbench::weightsChanged, &reader,
                         [this] { reader.setWeights(busy.workbench.state().weights); });
        view.resize(900, 600);
        view.show();
    }

    QString heading() const { return view.findChild<QLabel*>(QStringLiteral("generateHeading"))->text(); }
    QString sentence() const { return view.findChild<QLabel*>(QStringLiteral("generateSentence"))->text(); }
    bool pausesAfterPretraining(quint64 steps)
    {
        return QTest::qWaitFor([&] {
            return busy.phase() == Workbench::Phase::Paused && busy.weights().pretrainingStep == steps;
        }, 30'000);
    }

    BusyWorkbench busy;
    Selection selection;
    SampleReader reader;
    GenerateView view;
    GeneratePresenter presenter;
};

engine::Recipe slowDbn()
{
    engine::Recipe recipe = smallDbn(); // 90 of 100 digits in batches of 20: 5 steps an epoch, 10 a layer
    recipe.batchSize = 20;
    recipe.epochs = 1;
    return recipe;
}

} // namespace

class GeneratePresenterTest : public QObject
{
    Q_OBJECT

private slots:
    void saysInWordsWhichPhaseRuns()
    {
        Stage stage(slowDbn());
        QVERIFY2(stage.heading().startsWith(QStringLiteral("Not taught yet")), qPrintable(stage.heading()));
        stage.busy.workbench.runSteps(7);
        QVERIFY(stage.pausesAfterPretraining(7));
        QCOMPARE(stage.heading(), QStringLiteral("Pre-training layer 1 of 2, epoch 2 of 2"));
        QVERIFY2(stage.sentence().startsWith(QStringLiteral("Layer 1 after epoch 1: ")), qPrintable(stage.sentence()));
        stage.busy.workbench.runEpoch(); // to the end of this one
        QVERIFY(stage.pausesAfterPretraining(10));
        QCOMPARE(stage.heading(), QStringLiteral("Pre-training layer 2 of 2, epoch 1 of 2"));
        stage.busy.workbench.train();
        QTRY_COMPARE_WITH_TIMEOUT(stage.busy.phase(), Workbench::Phase::Finished, 30'000);
        QCOMPARE(stage.heading(), QStringLiteral("Pre-trained, then fine-tuned"));
        QVERIFY2(stage.sentence().startsWith(QStringLiteral("Layer 2 after epoch 2: ")), qPrintable(stage.sentence()));
    }

    void givesPicturesBackThroughTheLayersTaughtSoFar()
    {
        Stage stage(slowDbn());
        const auto givenBack = [&](std::size_t depth) {
            engine::RbmStack stack(stage.busy.workbench.state().network);
            const auto& digits = stage.busy.data->test;
            const auto first = std::size_t(std::ranges::find(digits.labels, 0) - digits.labels.begin());
            const auto result = stack.reconstruct(stage.busy.weights().parameters, depth, digits.sample(first));
            return std::vector<float>(result.begin(), result.end());
        };
        stage.busy.workbench.runSteps(7);
        QVERIFY(stage.pausesAfterPretraining(7));
        QCOMPARE(stage.view.pairs().pairs().size(), std::size_t{10}); // one of each class
        QCOMPARE(stage.view.pairs().pairs().front().reconstruction, givenBack(1));
        stage.busy.workbench.runSteps(6);
        QVERIFY(stage.pausesAfterPretraining(13));
        QCOMPARE(stage.view.pairs().pairs().front().reconstruction, givenBack(2));
    }

    void beginsWithTheSelectedPicture()
    {
        Stage stage(slowDbn());
        stage.reader.setPicture(std::vector<std::uint8_t>(784, 255));
        const auto& pairs = stage.view.pairs().pairs();
        QCOMPARE(pairs.size(), std::size_t{11});
        QCOMPARE(pairs.front().name, QStringLiteral("drawing"));
        QCOMPARE(pairs.front().picture, std::vector<float>(784, 1.0f));
    }

    void showsAnAutoEncodersOutputAndCode()
    {
        Stage stage(autoencoderRecipe());
        QVERIFY2(stage.heading().contains(QStringLiteral("through 32 numbers")), qPrintable(stage.heading()));
        engine::Predictor predictor(stage.busy.workbench.state().network, autoencoderRecipe().loss);
        const auto& digits = stage.busy.data->test;
        const auto& first = stage.view.pairs().pairs().front();
        const auto place = std::size_t(std::ranges::find(digits.labels, 0) - digits.labels.begin());
        const auto expected = predictor.predict(stage.busy.weights().parameters, digits.sample(place));
        QCOMPARE(first.reconstruction, std::vector<float>(expected.begin(), expected.end()));
        QVERIFY(stage.view.findChild<NumberPicture*>()->isVisible());
    }

    void followsTheWeightsWhileItTrains()
    {
        Stage stage(autoencoderRecipe());
        const double before = stage.view.pairs().pairs().front().error();
        stage.busy.workbench.train();
        QTRY_COMPARE_WITH_TIMEOUT(stage.busy.phase(), Workbench::Phase::Finished, 30'000);
        QCOMPARE_LT(stage.view.pairs().pairs().front().error(), before);
    }

    void isEmptyForAnyOtherNetworkAndCostsNothingOutOfSight()
    {
        Stage stage(twoEpochs());
        QVERIFY(!stage.view.pairs().isVisible());
        QVERIFY(stage.view.findChild<QPushButton*>(QStringLiteral("dbn"))->isVisible());
        stage.view.hide();
        stage.busy.workbench.replaceNetwork(freshNetwork(slowDbn()));
        QVERIFY(stage.view.pairs().pairs().empty());
        stage.view.show();
        QCOMPARE(stage.view.pairs().pairs().size(), std::size_t{10});
    }

    void selectsTheUnitWhoseFilterIsClicked()
    {
        Stage stage(slowDbn());
        emit stage.view.filterClicked(3);
        QVERIFY(stage.selection.unit() == (Selection::Unit{1, 3})); // of the RBM that is taught first
    }

    void dreams()
    {
        Stage stage(slowDbn());
        const auto seen = [&] {
            const auto pictures = stage.view.findChildren<NumberPicture*>();
            return std::ranges::count_if(pictures, [](const NumberPicture* picture) {
                return picture->isVisible() && picture->hasNumbers();
            });
        };
        QTRY_COMPARE(seen(), 3);
    }
};

QTEST_MAIN(GeneratePresenterTest)
#include "tst_generate_presenter.moc"
