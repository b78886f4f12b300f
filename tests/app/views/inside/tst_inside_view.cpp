#include "app/views/inside/inside_view.h"
#include "engine/gallery/gallery.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"
#include "ui/charts/activation_canvas.h"
#include "ui/charts/number_text.h"
#include "ui/charts/steps_view.h"

#include <QApplication>
#include <QLabel>

using Unit = Selection::Unit;

namespace {

const ViewInfo info{QStringLiteral("inside"), QStringLiteral("Inside"), Area::Workspace, makeView<InsideView>};

engine::Recipe lstm()
{
    engine::Recipe recipe = recipeOf({{"lstm", {{"units", std::int64_t{12}}}}, {"dense", {{"units", std::int64_t{10}}}}});
    recipe.batchSize = 20;
    return recipe;
}

} // namespace

/// Columns of the usual network: input, flatten, dense, ReLU, dropout, dense, softmax.
class InsideViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { begin(twoEpochs()); }
    void cleanup() { m_bench.reset(); }

    void showsTheNetworkAndAsksForADigit()
    {
        QCOMPARE(columns().size(), std::size_t{7});
        QVERIFY(asksForADigit());
        m_bench->session.selection.selectTestDigit(0);
        QTRY_VERIFY(!asksForADigit());
        m_bench->session.selection.selectDrawing(); // the pad is empty
        QTRY_VERIFY(asksForADigit());
    }

    void followsTheSample()
    {
        m_bench->session.selection.selectTestDigit(0);
        const QImage first = picture();
        m_bench->session.selection.selectTestDigit(1);
        QTRY_VERIFY(picture() != first);
        m_bench->session.selection.selectTestDigit(0);
        QTRY_COMPARE(picture(), first);
    }

    void followsTheWeightsAndThePast()
    {
        m_bench->session.selection.selectTestDigit(0);
        const QImage atStart = picture();
        m_bench->run().runSteps(3);
        QTRY_VERIFY(m_bench->isPausedAt(3));
        QTRY_VERIFY(picture() != atStart);
        const QImage now = picture();
        m_bench->session.selection.selectStep(0);
        QTRY_VERIFY(picture() != now);
        m_bench->session.selection.selectStep({});
        QTRY_COMPARE(picture(), now);
    }

    void drawsNothingWhileItIsOutOfSight()
    {
        m_bench->session.selection.selectTestDigit(0);
        const QImage first = picture();
        m_bench->host->setInSight(false);
        m_bench->session.selection.selectTestDigit(1);
        m_bench->session.selection.selectUnit(Unit{1, 3});
        QCOMPARE(picture(), first);
        m_bench->host->setInSight(true);
        QVERIFY(picture() != first);
    }

    void aClickSelectsTheUnit()
    {
        click(2, 3);
        QVERIFY((unit() == Unit{1, 3}));
        click(6, 4); // a class stands for the last layer's unit
        QVERIFY((unit() == Unit{4, 4}));
        click(0, 0); // the input has no units
        QVERIFY((unit() == Unit{4, 4}));
    }

    void marksAUnitThatWasSelectedElsewhere()
    {
        const QImage unmarked = picture();
        m_bench->session.selection.selectUnit(Unit{1, 3});
        QTRY_VERIFY(picture() != unmarked);
        m_bench->session.selection.selectUnit({});
        QTRY_COMPARE(picture(), unmarked);
    }

    void anotherNetworkHasOtherColumns()
    {
        m_bench->session.selection.selectTestDigit(0);
        m_bench->session.selection.selectUnit(Unit{4, 3});
        m_bench->session.runs.replace(freshNetwork(softmaxRecipe()));
        QTRY_COMPARE(columns().size(), std::size_t{4});
        QVERIFY(!asksForADigit());
        QVERIFY(!unit());
    }

    void namesTheClassesOfTheData()
    {
        const QImage numbers = picture();
        auto named = *m_bench->splits;
        named.train.classNames = {"T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot"};
        m_bench->session.runs.setData(std::make_shared<const engine::DataSplits>(named));
        QTRY_VERIFY(picture() != numbers);
    }

    void thePictureThatIsGivenBackIsNoUnit()
    {
        begin(autoencoderRecipe());
        m_bench->session.selection.selectTestDigit(0);
        QVERIFY(columns().back().isMaps);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, columns().back().block.center());
        QVERIFY(!unit());
    }

    void tellsTwoClassesApartByOneOutput()
    {
        m_bench->session.runs.open(freshNetwork(engine::findPreset("xor")));
        QTRY_VERIFY(!asksForADigit()); // its points are samples
        const std::size_t answer = columns().size() - 1;
        click(int(answer), 1);
        QVERIFY((unit() == Unit{m_bench->run().state().network->size() - 1, 0}));
    }

    // A network that reads row by row.

    void onlyAnLstmHasSteps()
    {
        QVERIFY(m_bench->find<StepsView>()->isHidden());
        m_bench->session.runs.replace(freshNetwork(lstm()));
        QTRY_VERIFY(!m_bench->find<StepsView>()->isHidden());
        m_bench->session.runs.undo();
        QTRY_VERIFY(m_bench->find<StepsView>()->isHidden());
    }

    void showsTheStatesOfAnLstm()
    {
        begin(lstm());
        m_bench->session.selection.selectTestDigit(0);
        auto& steps = *m_bench->find<StepsView>();
        QTest::mouseClick(&steps, Qt::LeftButton, {}, steps.lineOf(StepsView::Part::Hidden, 3).center());
        QVERIFY(unit() && unit()->layer == 0 && unit()->index >= 5 && unit()->index <= 6);
        const auto hidden = m_bench->session.inspection.prediction()->activation(1);
        const QString last = steps.wordsOn(27); // after the last row the hidden state is what goes on
        QVERIFY2(last.contains(numberText(double(hidden[unit()->index]))), qPrintable(last));
        QVERIFY2(last.contains(QStringLiteral("it would answer")), qPrintable(last));

        m_bench->session.selection.selectUnit(Unit{0, 0});
        QTRY_VERIFY2(steps.wordsOn(27).contains(numberText(double(hidden[0]))), qPrintable(steps.wordsOn(27)));
    }

    void readsNoStepsWhileItIsOutOfSight()
    {
        begin(lstm());
        m_bench->session.selection.selectTestDigit(0);
        auto& steps = *m_bench->find<StepsView>();
        const QString words = steps.wordsOn(27);
        m_bench->host->setInSight(false);
        m_bench->session.selection.selectTestDigit(1);
        QCOMPARE(steps.wordsOn(27), words);
        m_bench->host->setInSight(true);
        QVERIFY(steps.wordsOn(27) != words);
    }

private:
    void begin(const engine::Recipe& recipe)
    {
        m_bench.reset();
        m_bench = std::make_unique<ViewBench>(info, recipe);
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->place));
    }

    ActivationCanvas* canvas() const { return m_bench->find<ActivationCanvas>(); }
    const std::vector<ActivationColumn>& columns() const { return canvas()->layout().columns; }
    QImage picture() const { return canvas()->grab().toImage(); }
    std::optional<Unit> unit() const { return m_bench->session.selection.unit(); }

    void click(int column, int unit) const
    {
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, columns()[std::size_t(column)].unitRect(unit).center());
    }

    bool asksForADigit() const
    {
        return std::ranges::any_of(m_bench->place.findChildren<QLabel*>(), [](const QLabel* label) {
            return !label->isHidden() && label->text().startsWith(QStringLiteral("Draw a digit"));
        });
    }

    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<InsideViewTest, QApplication> registeredInsideViewTest;
#include "tst_inside_view.moc"
