#include "engine/imaging/ink_line.h"
#include "engine/imaging/ink_parts.h"
#include "engine/imaging/local_contrast.h"
#include "tests/registered_test.h"

#include <QtTest>

#include <cmath>
#include <limits>

using Strokes = std::vector<engine::Stroke>;

namespace {

using engine::Stroke;

Stroke line(float x1, float y1, float x2, float y2)
{
    Stroke stroke;
    for (int i = 0; i <= 10; ++i)
        stroke.push_back({std::lerp(x1, x2, float(i) / 10), std::lerp(y1, y2, float(i) / 10)});
    return stroke;
}

Stroke ring(float x, float y, float width, float height)
{
    Stroke stroke;
    for (int i = 0; i <= 24; ++i) {
        const double angle = i * 2 * M_PI / 24;
        stroke.push_back({x + width / 2 * float(std::sin(angle)), y - height / 2 * float(std::cos(angle))});
    }
    return stroke;
}

/// A 7 in two strokes, of height 100, that begins at x.
Stroke hook(float x)
{
    Stroke stroke = line(x, 0, x + 60, 0);
    const Stroke leg = line(x + 60, 0, x + 20, 100);
    stroke.insert(stroke.end(), leg.begin(), leg.end());
    return stroke;
}

Stroke bar(float x)
{
    return line(x + 18, 52, x + 62, 50);
}

/// The strokes of each digit, by geometry alone.
std::vector<std::vector<std::size_t>> grouped(const std::vector<Stroke>& strokes)
{
    const engine::InkLine ink = engine::inkLineOf(strokes);
    std::vector<std::vector<std::size_t>> groups;
    for (const std::size_t candidate : ink.groups.best({})) {
        groups.emplace_back();
        for (const std::size_t piece : ink.groups.candidates()[candidate].pieces)
            groups.back().push_back(ink.pieces[piece]);
    }
    return groups;
}

using Groups = std::vector<std::vector<std::size_t>>;

} // namespace

class TestDigitGroups : public QObject
{
    Q_OBJECT

private slots:
    void keepsDigitsApart_data()
    {
        QTest::addColumn<std::vector<Stroke>>("strokes");
        QTest::addColumn<Groups>("groups");
        QTest::addRow("a one beside a nought") << Strokes{line(0, 0, 0, 100), ring(50, 50, 60, 100)} << Groups{{0}, {1}};
        QTest::addRow("written from right to left") << Strokes{ring(50, 50, 60, 100), line(0, 0, 0, 100)} << Groups{{1}, {0}};
        QTest::addRow("ones close together") << Strokes{line(0, 0, 0, 100), line(30, 0, 30, 100)} << Groups{{0}, {1}};
        QTest::addRow("a five with a hat beside a nought")
            << Strokes{ring(30, 70, 60, 60), line(15, 0, 15, 45), line(15, 0, 60, 0), ring(120, 50, 60, 100)} << Groups{{0, 1, 2}, {3}};
        QTest::addRow("crossed sevens") << Strokes{hook(0), bar(0), hook(100), bar(100)} << Groups{{0, 1}, {2, 3}};
        QTest::addRow("crossed when all were written") << Strokes{hook(0), hook(100), bar(0), bar(100)} << Groups{{0, 2}, {1, 3}};
        QTest::addRow("one dot") << Strokes{Stroke{{5, 5}}} << Groups{{0}};
        QTest::addRow("nothing") << Strokes{} << Groups{};
        QTest::addRow("an empty stroke") << Strokes{Stroke{}, line(0, 0, 0, 100)} << Groups{{1}};
    }

    void keepsDigitsApart()
    {
        QFETCH(std::vector<Stroke>, strokes);
        QFETCH(Groups, groups);
        QCOMPARE(grouped(strokes), groups);
    }

    void isTheSameInAnyUnit()
    {
        for (const float scale : {0.001f, 1.0f, 50'000.0f}) {
            std::vector<Stroke> strokes{hook(0), hook(100), bar(0), bar(100), ring(220, 50, 60, 100)};
            for (Stroke& stroke : strokes) {
                for (engine::PenPoint& point : stroke)
                    point = {point.x * scale, point.y * scale};
            }
            QCOMPARE(grouped(strokes), (Groups{{0, 2}, {1, 3}, {4}}));
        }
    }

    void dropsWhatIsNotFinite()
    {
        constexpr float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
        QCOMPARE(grouped({{{nan, 1}, {infinity, 2}}, line(0, 0, 0, 100), {{nan, nan}}}), (Groups{{1}}));
    }

    void aScribbleOfAThousandStrokesIsNoNumber()
    {
        QVERIFY(engine::inkLineOf(std::vector<Stroke>(1000, line(0, 0, 10, 10))).images.empty());
    }

    void survivesAMillionPoints()
    {
        Stroke stroke;
        for (int i = 0; i < 1'000'000; ++i)
            stroke.push_back({float(i % 1000), float(i / 1000)});
        QCOMPARE(grouped({stroke}), (Groups{{0}}));
    }

    void aSureNetworkHasASay()
    {
        // A bar half-way between a stem and a ring: what a network is sure of is what counts.
        const std::vector<Stroke> strokes{line(0, 0, 0, 100), line(14, 45, 36, 45), ring(80, 50, 60, 100)};
        const engine::InkLine ink = engine::inkLineOf(strokes);
        const auto piecesOf = [&](std::vector<std::size_t> sure) {
            std::vector<float> confidence;
            for (const engine::DigitGroup& group : ink.groups.candidates())
                confidence.push_back(group.pieces == sure ? 0.999f : 0.3f);
            std::vector<std::vector<std::size_t>> groups;
            for (const std::size_t candidate : ink.groups.best(confidence))
                groups.push_back(ink.groups.candidates()[candidate].pieces);
            return groups;
        };
        QCOMPARE(piecesOf({0, 1}), (Groups{{0, 1}, {2}}));
        QCOMPARE(piecesOf({1, 2}), (Groups{{0}, {1, 2}}));
    }

    void connectedPartsOfAPictureArePieces()
    {
        engine::GrayImage picture{300, 100, std::vector<std::uint8_t>(300 * 100, 255)};
        const auto fill = [&picture](std::size_t left, std::size_t right, std::size_t top, std::size_t bottom) {
            for (std::size_t y = top; y < bottom; ++y)
                std::fill_n(picture.pixels.begin() + std::ptrdiff_t(y * 300 + left), right - left, 0);
        };
        fill(30, 40, 10, 90); // three ones
        fill(130, 140, 10, 90);
        fill(230, 240, 10, 90);
        const engine::InkLine ink = engine::inkLineOf(picture);
        const auto best = ink.groups.best({});
        QCOMPARE(best.size(), std::size_t(3));
        QCOMPARE(ink.groups.candidates()[best[1]].box, (engine::Box{130, 10, 140, 90}));
        QCOMPARE(ink.images[best[0]], ink.images[best[2]]);
    }

    void aPictureWithNothingOnItHoldsNoNumber()
    {
        QVERIFY(engine::inkLineOf(engine::GrayImage{50, 50, std::vector<std::uint8_t>(2500, 200)}).images.empty());
        QVERIFY(engine::inkLineOf(engine::GrayImage{1, 1, {0}}).images.empty());
    }

    void aShadowsEdgeIsNoInk()
    {
        // Half of the paper in a sharp shadow, grain on all of it, one upright line in each half: of one contrast.
        engine::InkPlane photo{200, 120, {}};
        for (std::size_t y = 0; y < photo.height; ++y) {
            for (std::size_t x = 0; x < photo.width; ++x) {
                const bool isInk = y >= 30 && y < 90 && ((x >= 40 && x < 48) || (x >= 150 && x < 158));
                const float grain = float((x * 7 + y * 13) % 5) - 2;
                photo.values.push_back((isInk ? 50.0f : 200.0f) * (x < 100 ? 1.0f : 0.5f) + grain);
            }
        }
        engine::toLocalContrast(photo, engine::Mask(photo.width, photo.height).inverted(), false);
        const auto at = [&photo](std::size_t x, std::size_t y) { return photo.values[y * photo.width + x]; };
        QVERIFY2(std::abs(at(44, 60) - at(154, 60)) < 12, qPrintable(QString::number(double(at(44, 60) - at(154, 60)))));
        QVERIFY(at(44, 60) > 160);
        for (std::size_t x = 90; x < 110; ++x)
            QVERIFY2(at(x, 60) < 20, qPrintable(QStringLiteral("%1 at %2").arg(double(at(x, 60))).arg(x)));
    }
};

const RegisteredTest<TestDigitGroups> registeredTestDigitGroups;
#include "tst_digit_groups.moc"
