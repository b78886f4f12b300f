#include "engine/drawing/stroke_way.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::lengthOf;
using engine::partOf;
using engine::Stroke;

namespace {

const Stroke corner{{0, 0}, {30, 0}, {30, 40}};

} // namespace

class StrokeWayTest : public QObject
{
    Q_OBJECT

private slots:
    void measuresTheWayOfThePen()
    {
        QCOMPARE(lengthOf(corner), 70.0);
        QCOMPARE(lengthOf({{1, 2}, {4, 6}}), 5.0);
        QCOMPARE(lengthOf({{1, 2}}), 0.0);
    }

    void cutsAPartOut_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<Stroke>("expected");
        QTest::newRow("all of it") << 0.0 << 70.0 << corner;
        QTest::newRow("of one line") << 10.0 << 20.0 << Stroke{{10, 0}, {20, 0}};
        QTest::newRow("round the corner") << 20.0 << 50.0 << Stroke{{20, 0}, {30, 0}, {30, 20}};
        QTest::newRow("from a point to a point") << 30.0 << 70.0 << Stroke{{30, 0}, {30, 40}};
        QTest::newRow("to a point") << 10.0 << 30.0 << Stroke{{10, 0}, {30, 0}};
        QTest::newRow("beyond its end") << 60.0 << 100.0 << Stroke{{30, 30}, {30, 40}};
        QTest::newRow("where it is not") << 80.0 << 100.0 << Stroke{};
    }

    void cutsAPartOut()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(Stroke, expected);
        QCOMPARE(partOf(corner, from, to), expected);
    }

    void passesOverPointsGivenTwice()
    {
        const Stroke stroke{{0, 0}, {0, 0}, {10, 0}, {10, 0}, {20, 0}};
        QCOMPARE(partOf(stroke, 5, 15), (Stroke{{5, 0}, {10, 0}, {10, 0}, {15, 0}}));
        QVERIFY(partOf({{3, 3}}, 0, 1).empty());
    }
};

const RegisteredTest<StrokeWayTest> registeredStrokeWayTest;
#include "tst_stroke_way.moc"
