#include "app/session/session.h"
#include "app/session/unit_steps.h"
#include "tests/app/session/run_fixture.h"
#include "tests/registered_test.h"

#include <QTemporaryDir>

using Unit = Selection::Unit;

/// 784–24–10: flatten, dense, relu, dropout, dense.
class UnitStepsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_session = std::make_unique<Session>(freshNetwork(twoEpochs()), m_folder.filePath("digits").toStdString()); }

    void goesRoundWithinALayer()
    {
        select({4, 9});
        selectUnitBeside(m_session->selection, m_session->inspection, 1);
        QVERIFY((unit() == Unit{4, 0}));
        selectUnitBeside(m_session->selection, m_session->inspection, -1);
        QVERIFY((unit() == Unit{4, 9}));
        selectUnitBeside(m_session->selection, m_session->inspection, -1);
        QVERIFY((unit() == Unit{4, 8}));
    }

    void layersHaveAFirstAndALast()
    {
        select({3, 23});
        selectLayerBeside(m_session->selection, m_session->inspection, 1);
        QVERIFY((unit() == Unit{4, 9})); // there are no more
        selectLayerBeside(m_session->selection, m_session->inspection, 1);
        QVERIFY((unit() == Unit{4, 9}));
        select({0, 700});
        selectLayerBeside(m_session->selection, m_session->inspection, -1);
        QVERIFY((unit() == Unit{0, 700}));
        selectLayerBeside(m_session->selection, m_session->inspection, 1);
        QVERIFY((unit() == Unit{1, 23}));
    }

    void beginsWithTheFirstLayer()
    {
        selectUnitBeside(m_session->selection, m_session->inspection, -1);
        QVERIFY((unit() == Unit{0, 0}));
        m_session->selection.selectUnit({});
        selectLayerBeside(m_session->selection, m_session->inspection, 1);
        QVERIFY((unit() == Unit{1, 0}));
    }

private:
    void select(Unit unit) { m_session->selection.selectUnit(unit); }
    std::optional<Unit> unit() const { return m_session->selection.unit(); }

    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
};

const RegisteredTest<UnitStepsTest> registeredUnitStepsTest;
#include "tst_unit_steps.moc"
