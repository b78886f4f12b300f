#include "app/session/data_library.h"
#include "app/views/toy/toy_panel.h"
#include "app/views/toy/toy_view.h"
#include "engine/gallery/gallery.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace {

const ViewInfo info{QStringLiteral("toy"), QStringLiteral("Toy"), Area::Workspace, makeView<ToyView>};

} // namespace

class ToyViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_bench = std::make_unique<ViewBench>(info);
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->place));
    }
    void cleanup() { m_bench.reset(); }

    void showsXorBeingLearnt()
    {
        auto* start = m_bench->find<QPushButton>(QStringLiteral("startToy"));
        QTRY_VERIFY(start->isVisible()); // nothing to be seen of a network for digits
        QTest::mouseClick(start, Qt::LeftButton);
        QCOMPARE(m_bench->run().state().recipe.name, std::string("xor"));
        QCOMPARE(m_bench->run().pace(), std::optional<double>(200)); // slow enough to be watched
        QTRY_COMPARE(pace()->currentText(), QStringLiteral("200 steps/s"));
        QTRY_VERIFY(m_bench->run().state().isTrained());
        QVERIFY(m_bench->run().isTraining());
        const QImage early = surface();
        choosePace(QStringLiteral("as fast as possible"));
        QTRY_COMPARE(m_bench->run().progress().phase, Run::Phase::Finished);
        QTRY_COMPARE(verdict(), QStringLiteral("All 4 right"));
        QTRY_VERIFY(surface() != early);
        QVERIFY(!panel().surface().border().isEmpty());
    }

    void aTrainedNetworkIsOnlyLeftWithAWayBack()
    {
        m_bench->run().runSteps(1);
        QTRY_VERIFY(m_bench->isPausedAt(1));
        QSignalSpy undoable(&m_bench->session.runs, &Runs::replacementUndoable);
        emit panel().startRequested();
        QTRY_COMPARE(m_bench->run().state().recipe.name, std::string("xor"));
        QCOMPARE(undoable.count(), 1);
    }

    void whatIsClickedIsSelected()
    {
        open("xor");
        UnitMaps& units = panel().units();
        QTRY_VERIFY(units.isVisible());
        QTest::mouseClick(&units, Qt::LeftButton, {}, units.mapRect(0, 1).center());
        QVERIFY((m_bench->session.selection.unit() == Selection::Unit{0, 1}));
        const QPointF place = panel().surface().placeOf({1, 0});
        QTest::mouseClick(&panel().surface(), Qt::LeftButton, {}, place.toPoint());
        QCOMPARE(m_bench->session.selection.testDigit(), std::optional<std::size_t>(2));
    }

    void marksWhatWasSelectedElsewhere()
    {
        open("xor");
        const auto units = [this] { return panel().units().grab().toImage(); };
        const QImage unmarked = units();
        m_bench->session.selection.selectUnit(Selection::Unit{1, 1}); // the function behind the neuron
        QTRY_VERIFY(units() != unmarked);
        m_bench->session.selection.selectUnit({});
        QTRY_COMPARE(units(), unmarked);
        const QImage first = surface();
        m_bench->session.selection.selectTestDigit(3);
        QTRY_VERIFY(surface() != first);
    }

    void followsTheWeightsAndThePast()
    {
        open("xor");
        const QImage atStart = surface();
        m_bench->run().setPace({});
        m_bench->run().runSteps(500);
        QTRY_VERIFY(m_bench->isPausedAt(500));
        QTRY_VERIFY(surface() != atStart);
        m_bench->session.selection.selectStep(0);
        QTRY_COMPARE(surface(), atStart);
    }

    void readsNoPlaneWhileItIsOutOfSight()
    {
        open("xor");
        const QImage atStart = surface();
        m_bench->host->setInSight(false);
        m_bench->run().setPace({});
        m_bench->run().runSteps(500);
        QTRY_VERIFY(m_bench->isPausedAt(500));
        QCOMPARE(surface(), atStart);
        m_bench->host->setInSight(true);
        QVERIFY(surface() != atStart);
        QCOMPARE(pace()->currentText(), QStringLiteral("as fast as possible"));
    }

    void oneNeuronLearnsAndAndOrButNotXor_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<bool>("isLearnt");
        QTest::addRow("or") << QStringLiteral("or") << true;
        QTest::addRow("xor") << QStringLiteral("xor") << false;
        QTest::addRow("and") << QStringLiteral("and") << true;
    }

    void oneNeuronLearnsAndAndOrButNotXor()
    {
        QFETCH(QString, table);
        QFETCH(bool, isLearnt);
        open("neuron");
        auto* button = m_bench->find<QToolButton>(table);
        QTRY_VERIFY(button->isVisible());
        choosePace(QStringLiteral("as fast as possible"));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(m_bench->run().data()->name, table.toStdString());
        QTRY_VERIFY(button->isChecked());
        m_bench->run().train();
        QTRY_COMPARE(m_bench->run().progress().phase, Run::Phase::Finished);
        if (isLearnt)
            QTRY_COMPARE(verdict(), QStringLiteral("All 4 right"));
        else
            QTRY_VERIFY2(verdict().contains(QStringLiteral("of 4 right: (")), qPrintable(verdict()));
    }

    void everyUnitHasAPictureWhateverRoomThereWas()
    {
        m_bench->place.resize(260, 600);
        engine::Recipe recipe = engine::findPreset("xor");
        recipe.layers.front().settings["units"] = std::int64_t{16};
        m_bench->session.runs.open(freshNetwork(recipe));
        UnitMaps& units = panel().units();
        QTRY_VERIFY(units.isVisible() && units.shownUnits(0) < 16);
        m_bench->host->setInSight(true); // whatever waits for the next frame is shown
        m_bench->place.resize(1200, 600);
        QTRY_COMPARE(units.shownUnits(0), 16);
        for (int unit = 0; unit < 16; ++unit)
            QCOMPARE(units.picture(0, unit).size(), units.picture(0, 0).size());
    }

    void backAtDigitsItIsEmpty()
    {
        open("xor");
        m_bench->session.runs.undo();
        QTRY_VERIFY(m_bench->find<QPushButton>(QStringLiteral("startToy"))->isVisible());
        QVERIFY(!m_bench->run().pace());
    }

private:
    void open(const char* preset)
    {
        m_bench->session.runs.open(freshNetwork(engine::findPreset(preset)));
        QTRY_VERIFY(panel().surface().isVisible());
        m_bench->host->setInSight(true); // whatever waits for the next frame is shown
    }

    ToyPanel& panel() const { return *m_bench->find<ToyPanel>(); }
    QComboBox* pace() const { return m_bench->find<QComboBox>(QStringLiteral("pace")); }
    QString verdict() const { return m_bench->find<QLabel>(QStringLiteral("toyVerdict"))->text(); }
    QImage surface() const { return panel().surface().grab().toImage(); }

    void choosePace(const QString& words)
    {
        pace()->setCurrentText(words);
        emit pace()->activated(pace()->currentIndex());
    }

    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<ToyViewTest, QApplication> registeredToyViewTest;
#include "tst_toy_view.moc"
