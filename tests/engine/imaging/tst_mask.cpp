#include "engine/imaging/mask.h"

#include "engine/imaging/convex_outline.h"
#include "tests/registered_test.h"

#include <QTest>

#include <numbers>

using engine::Mask;

namespace {

/// Rows of # and anything else.
Mask maskOf(const std::vector<std::string>& rows)
{
    Mask mask(rows[0].size(), rows.size());
    for (std::size_t y = 0; y < rows.size(); ++y)
        for (std::size_t x = 0; x < rows[y].size(); ++x)
            mask.at(x, y) = rows[y][x] == '#';
    return mask;
}

} // namespace

class MaskTest : public QObject
{
    Q_OBJECT

private slots:
    void growsAndShrinksAlongRowsAndColumns()
    {
        const Mask dot = maskOf({".....", ".....", "..#..", ".....", "....."});
        QCOMPARE(dot.grown(1).places(), maskOf({".....", ".###.", ".###.", ".###.", "....."}).places());
        QCOMPARE(dot.grown(1).shrunk(1).places(), dot.places());
        QCOMPARE(dot.grown(9).count(), std::size_t{25});
        QCOMPARE(maskOf({"##.", "##.", "..."}).shrunk(1).places(), maskOf({"#..", "...", "..."}).places()); // the border takes nothing
    }

    void closesNotchesAndNothingElse()
    {
        const Mask notch = maskOf({"#######", "###.###", "###.###", "#######", "......."});
        QCOMPARE(notch.closed(1).places(), maskOf({"#######", "#######", "#######", "#######", "......."}).places());
        const Mask wide = maskOf({"##...##", "##...##", "#######", "#######", "#######"});
        QCOMPARE(wide.closed(1).places(), wide.places()); // also at the plane's border
    }

    void tellsOutsideFromInside()
    {
        const Mask ring = maskOf({".....", ".###.", ".#.#.", ".###.", "....."});
        QCOMPARE(ring.outside().inverted().count(), std::size_t{9});
        const Mask open = maskOf({".....", ".###.", ".#...", ".###.", "....."});
        QCOMPARE(open.outside().inverted().count(), std::size_t{7});
    }

    void findsRegions()
    {
        const auto regions = maskOf({"##...", "##..#", "....#", "#...#"}).regions(2);
        QCOMPARE(regions.size(), std::size_t{2});
        QCOMPARE(regions[0].count(), std::size_t{4});
        QCOMPARE(regions[1].count(), std::size_t{3});
    }

    void aHullHasTheCornersOfWhatItHolds()
    {
        const auto hull = engine::convexHull(maskOf({".....", ".###.", ".#...", ".###.", "....."}));
        QCOMPARE(hull.size(), std::size_t{4});
        QCOMPARE(engine::areaOf(hull), 9.0);
        QCOMPARE(engine::areaOf(engine::convexHull(maskOf({"#..", ".#.", "..#"}))), 5.0); // a hexagon: 9 less two triangles of 2
        QVERIFY(engine::convexHull(Mask(4, 4)).empty());
    }

    /// A circle of radius r is left with sides whose sagitta is near the tolerance: many; a rectangle with four.
    void keepsTheCornersWhereAnOutlineTurns()
    {
        Mask circle(120, 120), rectangle(120, 120);
        for (std::size_t y = 0; y < 120; ++y)
            for (std::size_t x = 0; x < 120; ++x) {
                circle.at(x, y) = std::hypot(double(x) - 60, double(y) - 60) < 50;
                // Turned by atan(1 / 5).
                const double u = double(x) + double(y) / 5, v = double(y) - double(x) / 5;
                rectangle.at(x, y) = u > 40 && u < 110 && v > 10 && v < 70;
            }
        const double area = engine::areaOf(engine::convexHull(circle));
        QVERIFY(std::abs(area / (std::numbers::pi * 2500) - 1) < 0.03);
        QVERIFY(engine::simplified(engine::convexHull(circle), 2.6).size() >= 8);
        QCOMPARE(engine::simplified(engine::convexHull(rectangle), 2.6).size(), std::size_t{4});
    }
};

const RegisteredTest<MaskTest> registeredMaskTest;
#include "tst_mask.moc"
