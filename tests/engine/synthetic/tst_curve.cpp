#include "engine/synthetic/curve.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace {

double distance(const engine::PenPoint& a, const engine::PenPoint& b)
{
    return std::hypot(double(a.x - b.x), double(a.y - b.y));
}

bool passes(const engine::Stroke& path, const engine::PenPoint& point)
{
    return std::ranges::any_of(path, [&](const engine::PenPoint& on) { return distance(on, point) < 1e-4; });
}

} // namespace

class CurveTest : public QObject
{
    Q_OBJECT

private slots:
    void passesThroughItsPointsInOrder()
    {
        const engine::Stroke points{{0, 0}, {10, 30}, {50, 20}, {90, 80}};
        const engine::Stroke path = engine::curveThrough(points);
        QCOMPARE(path.front(), points.front());
        QCOMPARE(path.back(), points.back());
        for (const auto& point : points)
            QVERIFY(passes(path, point));
    }

    void isStraightBetweenPointsOnALine()
    {
        for (const auto& point : engine::curveThrough({{0, 0}, {10, 20}, {50, 100}}))
            QVERIFY(std::abs(point.y - 2 * point.x) < 1e-3f);
    }

    void isStraightFromCornerToCorner()
    {
        // Three sides of a square: nothing of one side bends the next.
        const engine::Stroke path
            = engine::curveThrough({{0, 0}, {100, 0}, {100, 0}, {100, 100}, {100, 100}, {0, 100}});
        for (const auto& point : path)
            QVERIFY(std::abs(point.y) < 1e-3f || std::abs(point.x - 100) < 1e-3f || std::abs(point.y - 100) < 1e-3f);
    }

    void agreesWithTheUniformSplineWherePointsAreEvenlySpaced()
    {
        // Catmull and Rom's own weights half way between the inner two of four points: (-1, 9, 9, -1)/16.
        const engine::Stroke points{{0, 0}, {1, 0}, {1, 1}, {2, 1}};
        const engine::Stroke path = engine::curveThrough(points);
        QVERIFY(passes(path, {float((0 + 9 + 9 - 2) / 16.0), float((0 + 0 + 9 - 1) / 16.0)}));
    }

    void isWalkedInEvenSteps()
    {
        const engine::Stroke path = engine::evenlySpaced({{0, 0}, {3, 0}, {3, 0}, {3, 8.5f}}, 2);
        const engine::Stroke expected{{0, 0}, {2, 0}, {3, 1}, {3, 3}, {3, 5}, {3, 7}, {3, 8.5f}};
        QCOMPARE(path.size(), expected.size());
        for (std::size_t i = 0; i < path.size(); ++i)
            QVERIFY(distance(path[i], expected[i]) < 1e-5);
        QCOMPARE(engine::evenlySpaced({{4, 5}}, 2), engine::Stroke({{4, 5}}));
    }
};

const RegisteredTest<CurveTest> registeredCurveTest;
#include "tst_curve.moc"
