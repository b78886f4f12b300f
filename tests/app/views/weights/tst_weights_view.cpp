#include "app/views/weights/weights_view.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_panel.h"

#include <QApplication>
#include <QCheckBox>

using Unit = Selection::Unit;

namespace {

const ViewInfo info{QStringLiteral("weights"), QStringLiteral("Weights"), Area::Workspace, makeView<WeightsView>};

} // namespace

/// 784–24–10: the layers 1 and 4 have weights.
class WeightsViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { begin(twoEpochs()); }
    void cleanup() { m_bench.reset(); }

    void followsTheWeightsAndThePast()
    {
        const QImage atStart = picture(0);
        makeSteps(3);
        QTRY_VERIFY(picture(0) != atStart);
        m_bench->session.selection.selectStep(0);
        QTRY_COMPARE(picture(0), atStart);
        m_bench->session.selection.selectStep({});
        QTRY_VERIFY(picture(0) != atStart);
    }

    void drawsNothingWhileItIsOutOfSight()
    {
        const QImage atStart = picture(0);
        m_bench->host->setInSight(false);
        makeSteps(3);
        QCOMPARE(picture(0), atStart);
        m_bench->host->setInSight(true);
        QVERIFY(picture(0) != atStart);
    }

    void showsTheChangeSinceTheStart()
    {
        auto* difference = m_bench->find<QCheckBox>(QStringLiteral("difference"));
        QVERIFY(difference->isEnabled());
        difference->setChecked(true);
        const QImage none = picture(0);
        makeSteps(1);
        QTRY_VERIFY(picture(0) != none);
        m_bench->session.runs.rewind();
        QTRY_VERIFY(!difference->isChecked()); // another network
        difference->setChecked(true);
        QCOMPARE(picture(0), none);
    }

    void aClickSelectsTheUnit()
    {
        click(1, 3);
        QVERIFY((unit() == Unit{4, 3}));
        click(0, 20);
        QVERIFY((unit() == Unit{1, 20}));
    }

    void marksAUnitThatWasSelectedElsewhere()
    {
        const QImage unmarked = picture(1);
        m_bench->session.selection.selectUnit(Unit{4, 3});
        QTRY_VERIFY(picture(1) != unmarked);
        m_bench->session.selection.selectUnit(Unit{2, 3}); // ReLU has no weights
        QTRY_COMPARE(picture(1), unmarked);
    }

    void anotherNetworkHasOtherPictures()
    {
        m_bench->session.selection.selectUnit(Unit{4, 3});
        m_bench->session.runs.replace(freshNetwork(smallCnn()));
        QTRY_VERIFY(panel()->grid(0)->pictureRect(3).isValid() && panel()->grid(0)->isVisible());
        click(0, 3);
        QVERIFY((unit() == Unit{0, 3}));
        click(1, 9);
        QVERIFY((unit() == Unit{5, 9}));
    }

    void anLstmHasPicturesOfItsInputsAndOfItself()
    {
        begin(recipeOf({{"lstm", {{"units", std::int64_t{12}}}}, {"dense", {{"units", std::int64_t{10}}}}}));
        click(1, 5);
        QVERIFY((unit() == Unit{0, 5}));
    }

private:
    void begin(const engine::Recipe& recipe)
    {
        m_bench.reset();
        m_bench = std::make_unique<ViewBench>(info, recipe);
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->place));
    }

    void makeSteps(quint64 count)
    {
        m_bench->run().runSteps(count);
        QTRY_VERIFY(m_bench->isPausedAt(count));
    }

    WeightsPanel* panel() const { return m_bench->find<WeightsPanel>(); }
    QImage picture(int section) const { return panel()->grid(section)->grab().toImage(); }
    std::optional<Unit> unit() const { return m_bench->session.selection.unit(); }

    void click(int section, int unit) const
    {
        WeightsGrid* grid = panel()->grid(section);
        QTest::mouseClick(grid, Qt::LeftButton, {}, grid->pictureRect(unit).center());
    }

    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<WeightsViewTest, QApplication> registeredWeightsViewTest;
#include "tst_weights_view.moc"
