#include "engine/drawing/strokes.h"
#include "tests/registered_test.h"

#include <QTest>

#include <cmath>
#include <limits>

using Strokes = std::vector<engine::Stroke>;

namespace {

bool areClose(const Strokes& actual, const Strokes& expected)
{
    if (actual.size() != expected.size())
        return false;
    for (std::size_t i = 0; i < actual.size(); ++i) {
        if (actual[i].size() != expected[i].size())
            return false;
        for (std::size_t k = 0; k < actual[i].size(); ++k) {
            if (std::hypot(actual[i][k].x - expected[i][k].x, actual[i][k].y - expected[i][k].y) > 1e-5f)
                return false;
        }
    }
    return true;
}

QString text(const Strokes& strokes)
{
    QString all;
    for (const engine::Stroke& stroke : strokes) {
        for (const engine::PenPoint& point : stroke)
            all += QStringLiteral("(%1, %2) ").arg(double(point.x)).arg(double(point.y));
        all += QStringLiteral("| ");
    }
    return all;
}

} // namespace

class StrokesTest : public QObject
{
    Q_OBJECT

private slots:
    void erases_data()
    {
        QTest::addColumn<Strokes>("strokes");
        QTest::addColumn<engine::Stroke>("eraser");
        QTest::addColumn<float>("radius");
        QTest::addColumn<Strokes>("expected");

        const Strokes line{{{0, 0}, {10, 0}}};
        const float half = std::sqrt(0.5f);
        QTest::addRow("a dot in the middle leaves two strokes")
            << line << engine::Stroke{{5, 0}} << 1.0f << Strokes{{{0, 0}, {4, 0}}, {{6, 0}, {10, 0}}};
        QTest::addRow("off centre by 3 with radius 5 it cuts 4 to each side")
            << line << engine::Stroke{{5, 3}} << 5.0f << Strokes{{{0, 0}, {1, 0}}, {{9, 0}, {10, 0}}};
        QTest::addRow("a path across") << line << engine::Stroke{{5, -3}, {5, 3}} << 1.0f
                                       << Strokes{{{0, 0}, {4, 0}}, {{6, 0}, {10, 0}}};
        QTest::addRow("a slanting path across cuts its width over the sine")
            << line << engine::Stroke{{2, -3}, {8, 3}} << half
            << Strokes{{{0, 0}, {4, 0}}, {{6, 0}, {10, 0}}};
        QTest::addRow("a path along")
            << line << engine::Stroke{{3, 0}, {7, 0}} << 1.0f << Strokes{{{0, 0}, {2, 0}}, {{8, 0}, {10, 0}}};
        QTest::addRow("two passages that overlap are one")
            << line << engine::Stroke{{3, 0}, {5, 0}, {7, 0}} << 1.0f
            << Strokes{{{0, 0}, {2, 0}}, {{8, 0}, {10, 0}}};
        QTest::addRow("two passages apart")
            << line << engine::Stroke{{2, -9}, {2, 9}, {8, 9}, {8, -9}} << 1.0f
            << Strokes{{{0, 0}, {1, 0}}, {{3, 0}, {7, 0}}, {{9, 0}, {10, 0}}};
        QTest::addRow("the beginning")
            << line << engine::Stroke{{0, 0}} << 2.0f << Strokes{{{2, 0}, {10, 0}}};
        QTest::addRow("the end") << line << engine::Stroke{{10, 0}} << 2.0f << Strokes{{{0, 0}, {8, 0}}};
        QTest::addRow("all of it") << line << engine::Stroke{{0, 0}, {10, 0}} << 1.0f << Strokes{};
        QTest::addRow("nothing near") << line << engine::Stroke{{5, 9}} << 1.0f << line;
        QTest::addRow("a touch from outside takes nothing") << line << engine::Stroke{{5, 1}} << 1.0f << line;
        QTest::addRow("no path at all") << line << engine::Stroke{} << 1.0f << line;
        QTest::addRow("around a corner") << Strokes{{{0, 0}, {5, 0}, {5, 5}}} << engine::Stroke{{5, 0}}
                                         << 1.0f << Strokes{{{0, 0}, {4, 0}}, {{5, 1}, {5, 5}}};
        QTest::addRow("a bend that was entered and left keeps its other points")
            << Strokes{{{0, 0}, {2, 0}, {4, 0}, {6, 0}, {8, 0}}} << engine::Stroke{{4, 0}} << 0.5f
            << Strokes{{{0, 0}, {2, 0}, {3.5f, 0}}, {{4.5f, 0}, {6, 0}, {8, 0}}};
        QTest::addRow("a dot under the eraser")
            << Strokes{{{1, 1}}, {{9, 9}}} << engine::Stroke{{1, 1.5f}} << 1.0f << Strokes{{{9, 9}}};
        QTest::addRow("points given twice")
            << Strokes{{{0, 0}, {0, 0}, {10, 0}, {10, 0}}} << engine::Stroke{{5, 0}} << 1.0f
            << Strokes{{{0, 0}, {0, 0}, {4, 0}}, {{6, 0}, {10, 0}, {10, 0}}};
        QTest::addRow("several strokes")
            << Strokes{{{0, 0}, {10, 0}}, {{0, 5}, {10, 5}}} << engine::Stroke{{5, 0}} << 1.0f
            << Strokes{{{0, 0}, {4, 0}}, {{6, 0}, {10, 0}}, {{0, 5}, {10, 5}}};
    }
    void erases()
    {
        QFETCH(Strokes, strokes);
        QFETCH(engine::Stroke, eraser);
        QFETCH(float, radius);
        QFETCH(Strokes, expected);
        const Strokes kept = engine::erase(strokes, eraser, radius);
        QVERIFY2(areClose(kept, expected), qPrintable(text(kept)));
    }

    void leavesNothingWithinReach()
    {
        // A spiral under a zigzag eraser: what is kept is nowhere nearer than the radius, and what is gone
        // was.
        engine::Stroke spiral;
        for (int i = 0; i < 400; ++i) {
            const float angle = float(i) * 0.1f;
            spiral.push_back({50 + angle * std::cos(angle), 50 + angle * std::sin(angle)});
        }
        const engine::Stroke eraser{{10, 20}, {90, 35}, {15, 60}, {80, 85}};
        const float radius = 3;
        const auto distance = [&](const engine::PenPoint& point) {
            float nearest = std::numeric_limits<float>::max();
            for (std::size_t i = 0; i + 1 < eraser.size(); ++i) {
                for (int k = 0; k <= 20'000; ++k) { // by brute force, unlike the code
                    const float t = float(k) / 20'000;
                    nearest
                        = std::min(nearest,
                                   std::hypot(eraser[i].x + t * (eraser[i + 1].x - eraser[i].x) - point.x,
                                              eraser[i].y + t * (eraser[i + 1].y - eraser[i].y) - point.y));
                }
            }
            return nearest;
        };
        const Strokes kept = engine::erase({spiral}, eraser, radius);
        QVERIFY(kept.size() > 4);
        std::size_t keptPoints = 0;
        for (const engine::Stroke& stroke : kept) {
            for (const engine::PenPoint& point : stroke) {
                QVERIFY(distance(point) > radius - 1e-2f);
                keptPoints += std::ranges::count(spiral, point) > 0 ? 1 : 0;
            }
        }
        const auto outside
            = std::ranges::count_if(spiral, [&](const auto& point) { return distance(point) > radius; });
        QCOMPARE(keptPoints, std::size_t(outside));
    }
};

const RegisteredTest<StrokesTest> registeredStrokesTest;
#include "tst_strokes.moc"
