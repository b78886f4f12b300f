#include "engine/inspect/ink_change.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>
#include <numbers>

using engine::changed;
using engine::InkChange;
using engine::joined;
using engine::Stroke;

namespace {

using InkKind = InkChange::Kind;
using Drawing = std::vector<Stroke>;

const Stroke bar{{0, 0}, {100, 0}}, dot{{50, 50}};

InkChange erasure(double from, double to, std::size_t stroke = 0)
{
    return {.kind = InkKind::Erase, .stroke = stroke, .from = from, .to = to};
}

InkChange longer(bool isAtEnd, const Stroke& path)
{
    return {.kind = InkKind::Lengthen, .isAtEnd = isAtEnd, .path = path};
}

InkChange addition(const Stroke& path)
{
    return {.kind = InkKind::Add, .path = path};
}

} // namespace

class InkChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void changesADrawing_data()
    {
        QTest::addColumn<Drawing>("drawing");
        QTest::addColumn<std::vector<InkChange>>("changes");
        QTest::addColumn<Drawing>("expected");
        const auto row = [](const char* name, const Drawing& drawing, const std::vector<InkChange>& changes,
                            const Drawing& expected) { QTest::newRow(name) << drawing << changes << expected; };
        row("nothing", {bar, dot}, {}, {bar, dot});
        row("a middle erased leaves two strokes", {bar}, {erasure(20, 60)}, {{{0, 0}, {20, 0}}, {{60, 0}, {100, 0}}});
        row("two parts", {bar}, {erasure(60, 70), erasure(0, 20)}, {{{20, 0}, {60, 0}}, {{70, 0}, {100, 0}}});
        row("all of it", {bar, dot}, {erasure(0, 100)}, {dot});
        row("a dot", {bar, dot}, {erasure(0, 0, 1)}, {bar});
        row("lengthened where it ends", {bar}, {longer(true, {{100, 0}, {120, 10}})}, {{{0, 0}, {100, 0}, {120, 10}}});
        row("and where it begins", {bar}, {longer(false, {{0, 0}, {0, 9}, {0, 10}})},
            {{{0, 10}, {0, 9}, {0, 0}, {100, 0}}});
        row("lengthened and cut", {bar}, {longer(true, {{100, 0}, {120, 0}}), erasure(0, 40)},
            {{{40, 0}, {100, 0}, {120, 0}}});
        row("added", {bar}, {addition({{1, 1}, {2, 2}})}, {bar, {{1, 1}, {2, 2}}});
    }

    void changesADrawing()
    {
        QFETCH(Drawing, drawing);
        QFETCH(std::vector<InkChange>, changes);
        QFETCH(Drawing, expected);
        QCOMPARE(changed(drawing, changes), expected);
    }

    void joinsErasuresThatMeet()
    {
        const Drawing drawing{bar, bar};
        using Changes = std::vector<InkChange>;
        QCOMPARE(joined(Changes{erasure(10, 30), erasure(50, 60)}, erasure(30, 50), drawing),
                 std::optional(Changes{erasure(10, 60)}));
        QCOMPARE(joined(Changes{erasure(10, 30)}, erasure(40, 50), drawing),
                 std::optional(Changes{erasure(10, 30), erasure(40, 50)}));
        QCOMPARE(joined(Changes{erasure(10, 30)}, erasure(10, 30, 1), drawing),
                 std::optional(Changes{erasure(10, 30), erasure(10, 30, 1)}));
    }

    void refusesWhatCannotBeTogether()
    {
        const Drawing drawing{bar};
        const InkChange atEnd = longer(true, {{100, 0}, {120, 0}}), atBegin = longer(false, {{0, 0}, {0, 10}});
        QVERIFY(!joined(std::vector{atEnd}, erasure(90, 100), drawing));
        QVERIFY(!joined(std::vector{erasure(0, 10)}, atBegin, drawing));
        QVERIFY(!joined(std::vector{atEnd}, longer(true, {{100, 0}, {90, 9}}), drawing));
        QVERIFY(!joined(std::vector{addition(bar)}, addition(bar), drawing));
        QVERIFY(joined(std::vector{atEnd}, erasure(0, 90), drawing));
        QVERIFY(joined(std::vector{atEnd}, atBegin, drawing));
    }

    void countsInkInFullPixels()
    {
        // The bar becomes 20 pixels long, ends of the round pen included, so one pixel is 100 / 17.5 of its units.
        constexpr double pen = 2.5, length = 17.5, cap = std::numbers::pi * pen * pen / 4;
        const auto isNear = [](double found, double expected) { return std::abs(found - expected) < 0.04 * expected; };
        const Drawing drawing{bar};
        QVERIFY(std::abs(engine::pixelOf(drawing, {}) - 100 / length) < 1e-9);
        const auto half = engine::inkDifference(drawing, changed(drawing, std::vector{erasure(50, 100)}), {});
        QVERIFY2(isNear(half.removed, pen * length / 2), qPrintable(QString::number(half.removed)));
        QVERIFY(half.added < 0.2);
        // What lies outside of the drawing counts in the same pixels.
        const auto more = engine::inkDifference(drawing, Drawing{bar, {{0, 200}, {100, 200}}}, {});
        QVERIFY2(isNear(more.added, pen * length + cap), qPrintable(QString::number(more.added)));
        QVERIFY(more.removed < 0.2);
        QCOMPARE(engine::inkDifference(drawing, Drawing{bar, bar}, {}).sum(), 0.0);
        const engine::DrawingStyle thin{.isMnist = false, .boxSide = 21, .penWidth = 1};
        QVERIFY(std::abs(engine::pixelOf(drawing, thin) - 5) < 1e-9);
        QCOMPARE(engine::pixelOf(Drawing{dot}, {}), 1.0);
    }

    void tellsTheInkOfAChange()
    {
        const Drawing drawing{bar, dot};
        QCOMPARE(inkOf(erasure(20, 60), drawing), (Stroke{{20, 0}, {60, 0}}));
        QCOMPARE(inkOf(erasure(0, 0, 1), drawing), dot);
        QCOMPARE(inkOf(addition(bar), drawing), bar);
    }
};

const RegisteredTest<InkChangeTest> registeredInkChangeTest;
#include "tst_ink_change.moc"
