#include "app/session/selection.h"
#include "tests/registered_test.h"

#include <QSignalSpy>
#include <QTest>

class SelectionTest : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithTheDrawingNowAndNoUnit()
    {
        const Selection selection;
        QVERIFY(!selection.testDigit());
        QVERIFY(!selection.unit());
        QVERIFY(!selection.step());
    }

    void tellsOfEachChangeOnce()
    {
        Selection selection;
        QSignalSpy samples(&selection, &Selection::sampleChanged);
        selection.selectDrawing(); // it is
        QCOMPARE(samples.count(), 0);
        selection.selectTestDigit(0);
        selection.selectTestDigit(0);
        QCOMPARE(samples.count(), 1);
        QCOMPARE(selection.testDigit(), std::optional<std::size_t>(0));
        selection.selectTestDigit(7);
        selection.selectDrawing();
        selection.selectDrawing();
        QCOMPARE(samples.count(), 3);
        QVERIFY(!selection.testDigit());
    }

    void keepsSampleUnitAndStepApart()
    {
        Selection selection;
        QSignalSpy samples(&selection, &Selection::sampleChanged);
        QSignalSpy units(&selection, &Selection::unitChanged);
        QSignalSpy steps(&selection, &Selection::stepChanged);
        selection.selectUnit(Selection::Unit{1, 2});
        selection.selectUnit(Selection::Unit{1, 2});
        selection.selectUnit(Selection::Unit{1, 3});
        selection.selectStep(40);
        selection.selectStep({});
        QCOMPARE(samples.count(), 0);
        QCOMPARE(units.count(), 2);
        QCOMPARE(steps.count(), 2);
        QVERIFY((selection.unit() == Selection::Unit{1, 3}));
        selection.selectUnit({});
        QVERIFY(!selection.unit());
        QCOMPARE(units.count(), 3);
    }

    void hasChangedWhenItSaysSo()
    {
        Selection selection;
        std::optional<std::size_t> seen;
        connect(&selection, &Selection::sampleChanged, this, [&] { seen = selection.testDigit(); });
        selection.selectTestDigit(5);
        QCOMPARE(seen, std::optional<std::size_t>(5));
    }
};

const RegisteredTest<SelectionTest> registeredSelectionTest;
#include "tst_selection.moc"
