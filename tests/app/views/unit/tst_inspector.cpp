#include "app/views/unit/inspector.h"
#include "app/views/unit/sum_text.h"
#include "tests/registered_test.h"

#include <QLabel>
#include <QTest>
#include <QTextDocument>

class InspectorTest : public QObject
{
    Q_OBJECT

private slots:
    void sumsByHand()
    {
        // 0.5·1 + (−2)·0.25 + 4·0.5 + 3·0 = 0.5 − 0.5 + 2; with the bias −1: 1
        const float weights[] = {0.5f, -2, 4, 3};
        const float input[] = {1, 0.25f, 0.5f, 0};
        const WeightedSum sum = weightedSum(weights, input, -1, 2);
        QCOMPARE(sum.largest.size(), std::size_t(2));
        QCOMPARE(sum.largest[0].place, std::size_t(2));
        QCOMPARE(sum.largest[0].product(), 2.0);
        QCOMPARE(sum.largest[1].place, std::size_t(0)); // as large as the other half, and before it
        QCOMPARE(sum.rest, -0.5);
        QCOMPARE(sum.others, std::size_t(1)); // the product that is zero does not count
        QCOMPARE(sum.total(), 1.0);
    }

    void aSilentInputLeavesTheBias()
    {
        const float weights[] = {1, 2};
        const float input[] = {0, 0};
        const WeightedSum sum = weightedSum(weights, input, 0.25, 5);
        QVERIFY(sum.largest.empty());
        QCOMPARE(sum.others, std::size_t(0));
        QCOMPARE(sum.total(), 0.25);
    }

    void placesAreNamedByTheInputsShape_data()
    {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("place");
        QTest::addColumn<QString>("text");

        QTest::addRow("picture") << 1 << 28 << 28 << 7 * 28 + 12 << "row 7, col. 12";
        QTest::addRow("row of units") << 1 << 1 << 128 << 5 << "unit 5";
        QTest::addRow("filter") << 32 << 3 << 3 << 3 * 9 + 1 * 3 + 2 << "channel 3, row 1, col. 2";
    }

    void placesAreNamedByTheInputsShape()
    {
        QFETCH(int, channels);
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, place);
        QFETCH(QString, text);
        UnitPage page;
        page.channels = channels;
        page.rows = rows;
        page.columns = columns;
        QCOMPARE(placeText(page, std::size_t(place)), text);
    }

    void writesTheSumOut()
    {
        Inspector inspector;
        inspector.setUnit(page());
        QCOMPARE(inspector.findChild<QLabel*>("title")->text(), QString("dense_1 · unit 17 · sum 1"));
        const QString text = plainSum(inspector);
        for (const char* part : {"4 × 0.5 =", "+2", "row 1, col. 0", "bias", "sum", "ReLU"})
            QVERIFY2(text.contains(part), qPrintable(QString("%1 in %2").arg(part, text)));
        QVERIFY(text.indexOf("row 1, col. 0") < text.indexOf("row 0, col. 0")); // the largest comes first
    }

    void withoutADrawingItAsksForOne()
    {
        Inspector inspector;
        UnitPage unit = page();
        unit.input.clear();
        inspector.setUnit(unit);
        QVERIFY(plainSum(inspector).contains("Draw a digit"));
    }

    void emptyItSaysWhatToClick()
    {
        Inspector inspector;
        auto* hint = inspector.findChild<QLabel*>("hint");
        QVERIFY(!hint->isHidden());
        QVERIFY(hint->text().contains("Click a unit"));
        inspector.setUnit(page());
        QVERIFY(hint->isHidden());
        inspector.clear();
        QVERIFY(!hint->isHidden());
    }

private:
    static UnitPage page()
    {
        UnitPage unit;
        unit.layerName = "dense_1";
        unit.kind = "dense";
        unit.unit = 17;
        unit.rows = 2;
        unit.columns = 2;
        unit.weights = {0.5f, -2, 4, 3};
        unit.input = {1, 0.25f, 0.5f, 0};
        unit.bias = -1;
        unit.activationName = "ReLU";
        unit.activation = 1;
        return unit;
    }

    static QString plainSum(const Inspector& inspector)
    {
        QTextDocument text;
        text.setHtml(inspector.findChild<QLabel*>("sum")->text());
        return text.toPlainText();
    }
};

const RegisteredTest<InspectorTest, QApplication> registeredInspectorTest;
#include "tst_inspector.moc"
