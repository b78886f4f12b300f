#include "engine/imaging/enclosed_area.h"
#include "engine/imaging/picture_of.h"
#include "engine/synthetic/synthetic_digits.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using engine::DrawingStyle;
using engine::Picture;
using engine::Stroke;

namespace {

const Stroke square{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};

std::size_t brighterThan(const Picture& picture, int level)
{
    return std::size_t(std::ranges::count_if(picture, [level](std::uint8_t value) { return value > level; }));
}

/// Pictures of a bright rectangle from (left, top), one after the other.
std::vector<std::uint8_t> rectangles(std::size_t side, std::size_t left, std::size_t top, std::size_t width, std::size_t height)
{
    std::vector<std::uint8_t> pictures;
    for (int count = 0; count < 3; ++count)
        for (std::size_t i = 0; i < side * side; ++i) {
            const std::size_t x = i % side, y = i / side;
            pictures.push_back(x >= left && x < left + width && y >= top && y < top + height ? 180 : 0);
        }
    return pictures;
}

DrawingStyle solid()
{
    return {.isMnist = false, .boxSide = 28, .isByMass = false, .isSolid = true, .level = 200};
}

} // namespace

class PictureOfTest : public QObject
{
    Q_OBJECT

private slots:
    void drawsDigitsByMnistsOwnRecipe()
    {
        const auto strokes = engine::syntheticStrokes(5, 1, 1);
        const auto digit = engine::digitFromStrokes(strokes);
        QCOMPARE(engine::pictureOfStrokes(strokes, {}), std::optional(Picture(digit->begin(), digit->end())));
        QVERIFY(!engine::pictureOfStrokes({}, {}));
        QVERIFY(!engine::pictureOfStrokes({}, solid()));
    }

    void knowsMnistsRecipeInPictures()
    {
        const engine::Dataset digits = engine::syntheticDigits(300, 1);
        const DrawingStyle style = engine::drawingStyleOf(digits.pixels, 28, 28);
        QVERIFY(style.isMnist);
        QCOMPARE(style, DrawingStyle{});
    }

    void measuresOtherPictures()
    {
        // Things of 26 × 20 in the middle of the frame.
        const DrawingStyle style = engine::drawingStyleOf(rectangles(28, 4, 1, 20, 26), 28, 28);
        QVERIFY(!style.isMnist);
        QVERIFY(style.isSolid);
        QCOMPARE(style.boxSide, 26.0);
        QCOMPARE(style.level, 180.0);

        // Lines are no solid things: a frame of one pixel has them.
        auto lines = rectangles(28, 4, 4, 20, 20);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::size_t x = i % 28, y = i / 28 % 28;
            if (x > 4 && x < 23 && y > 4 && y < 23)
                lines[i] = 0;
        }
        const DrawingStyle thin = engine::drawingStyleOf(lines, 28, 28);
        QVERIFY(!thin.isSolid);
        QVERIFY2(thin.penWidth > 0.8 && thin.penWidth < 1.6, qPrintable(QString::number(thin.penWidth)));
    }

    void tellsWhatIsCentredByMassFromWhatIsCentredByItsBox()
    {
        // An L: its box is in the middle, its mass is not.
        std::vector<std::uint8_t> pictures(std::size_t{3} * 20 * 20);
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const std::size_t x = i % 20, y = i / 20 % 20;
            pictures[i] = x >= 4 && x < 16 && y >= 4 && y < 16 && (x < 6 || y >= 14) ? 255 : 0;
        }
        QVERIFY(!engine::drawingStyleOf(pictures, 20, 20).isByMass);
    }

    void drawsPartOfADrawingWhereItIsInTheWhole_data()
    {
        QTest::addColumn<DrawingStyle>("style");
        QTest::newRow("MNIST's recipe") << DrawingStyle{};
        QTest::newRow("another pen") << DrawingStyle{.isMnist = false, .boxSide = 24, .penWidth = 1.4};
        QTest::newRow("a solid thing") << solid();
    }

    void drawsPartOfADrawingWhereItIsInTheWhole()
    {
        QFETCH(DrawingStyle, style);
        // Two bars, one in either half.
        const std::vector<Stroke> whole{{{0, 0}, {0, 10}}, {{6, 2}, {6, 8}}};
        Picture expected = *engine::pictureOfStrokes(whole, style);
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (i % 28 >= 14)
                expected[i] = 0;
        const std::vector<Stroke> part{whole.front()};
        QCOMPARE(engine::pictureOfStrokes(part, style, whole), std::optional(expected));
        QVERIFY(engine::pictureOfStrokes(part, style) != std::optional(expected));
        QCOMPARE(engine::pictureOfStrokes({}, style, whole), std::optional(Picture(784)));
        QVERIFY(!engine::pictureOfStrokes({}, style, {}));
    }

    void copesWithPicturesOfNothing()
    {
        const std::vector<std::uint8_t> blank(std::size_t{5} * 28 * 28);
        QVERIFY(engine::drawingStyleOf(blank, 28, 28).isMnist);
        QVERIFY(!engine::drawingStyleOf(std::vector<std::uint8_t>(50), 5, 5).isMnist);
        engine::drawingStyleOf(std::vector<std::uint8_t>{255}, 1, 1);
        const auto strokes = engine::syntheticStrokes(5, 1, 1);
        QCOMPARE(engine::pictureOfStrokes(strokes, engine::drawingStyleFor(1, 1))->size(), std::size_t{1});
        QCOMPARE(engine::pictureOfStrokes(strokes, engine::drawingStyleFor(3, 50))->size(), std::size_t{150});
    }

    void fillsAnOutline()
    {
        const Picture picture = *engine::pictureOfStrokes(std::vector<Stroke>{square}, solid());
        QCOMPARE(picture.size(), std::size_t{784});
        QCOMPARE(brighterThan(picture, 150), std::size_t{28 * 28}); // all of it, the line and what it encloses
        QVERIFY(std::ranges::max(picture) <= 200);
        // The longer side fills the frame, the other is in its middle: 10 of 20, and the line's own width.
        const Stroke tall{{0, 0}, {10, 0}, {10, 20}, {0, 20}, {0, 0}};
        const Picture half = *engine::pictureOfStrokes(std::vector<Stroke>{tall}, solid());
        QCOMPARE(brighterThan(half, 150), std::size_t{28 * 15});
        QCOMPARE(int(half[14 * 28 + 6]), 0);
        QVERIFY(half[14 * 28 + 7] > 150 && half[14 * 28 + 21] > 150);
        QCOMPARE(int(half[14 * 28 + 22]), 0);
    }

    void fillsAnOutlineWithAGapAndNoOpenOne()
    {
        const Stroke gap{{0.5f, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};
        QVERIFY(brighterThan(*engine::pictureOfStrokes(std::vector<Stroke>{gap}, solid()), 150) > 28 * 27);
        const Stroke open{{0, 0}, {0, 10}, {10, 10}, {10, 0}}; // the upper side lacks
        QVERIFY(brighterThan(*engine::pictureOfStrokes(std::vector<Stroke>{open}, solid()), 150) < 28 * 8);
    }

    void leavesAHoleBetweenTwoLegs()
    {
        // A plane by hand: a ring of 7 × 7 encloses 5 × 5, whatever the gap of 1 in it.
        engine::InkPlane ring{7, 7, std::vector<float>(49)};
        for (std::size_t i = 0; i < 49; ++i)
            ring.values[i] = i % 7 == 0 || i % 7 == 6 || i / 7 == 0 || i / 7 == 6 ? 255.0f : 0.0f;
        const auto sum = [](const std::vector<std::uint8_t>& area) { return std::accumulate(area.begin(), area.end(), 0); };
        QVERIFY(sum(engine::enclosedArea(ring, 0)) >= 25);
        ring.values[3] = 0;
        QCOMPARE(sum(engine::enclosedArea(ring, 0)), 0);
        QVERIFY(sum(engine::enclosedArea(ring, 1)) >= 25);
    }

    void drawsForOtherSizes_data()
    {
        QTest::addColumn<int>("side");
        for (const int side : {8, 16, 20, 32, 64})
            QTest::addRow("%d × %d", side, side) << side;
    }
    void drawsForOtherSizes()
    {
        QFETCH(int, side);
        const auto count = std::size_t(side);
        const DrawingStyle style = engine::drawingStyleFor(count, count);
        const Picture picture = *engine::pictureOfStrokes(engine::syntheticStrokes(8, 1, 1), style);
        QCOMPARE(picture.size(), count * count);
        QCOMPARE(int(std::ranges::max(picture)), 255);
        // In proportion as MNIST's: the ink's longer side is 20/28 of the frame's.
        std::size_t top = count, bottom = 0;
        for (std::size_t i = 0; i < picture.size(); ++i)
            if (picture[i] > 0) {
                top = std::min(top, i / count);
                bottom = std::max(bottom, i / count + 1);
            }
        QVERIFY(std::abs(double(bottom - top) - 20.0 * side / 28) <= 1.5);
    }

    void takesAnImageOfTheRightSizeAsItIs()
    {
        engine::GrayImage image{28, 28, std::vector<std::uint8_t>(784)};
        for (std::size_t i = 0; i < 784; ++i)
            image.pixels[i] = std::uint8_t(i % 28 >= 10 && i % 28 < 18 && i / 28 > 3 && i / 28 < 24 ? i % 200 + 20 : 0);
        QCOMPARE(engine::pictureOfImage(image, solid()), std::optional(image.pixels));
        engine::GrayImage onWhite = image;
        for (std::uint8_t& value : onWhite.pixels)
            value = std::uint8_t(255 - value);
        QCOMPARE(engine::pictureOfImage(onWhite, solid()), std::optional(image.pixels));
        QVERIFY(!engine::pictureOfImage({28, 28, std::vector<std::uint8_t>(784, 200)}, solid()));
    }

    void fitsAnImageWithoutThinningIt()
    {
        // A dark bag of 60 × 40 on white paper of 200 × 200.
        engine::GrayImage photo{200, 200, std::vector<std::uint8_t>(40'000, 255)};
        for (std::size_t y = 30; y < 70; ++y)
            for (std::size_t x = 100; x < 160; ++x)
                photo.pixels[y * 200 + x] = 60;
        const auto picture = engine::pictureOfImage(photo, solid());
        QVERIFY(picture);
        QVERIFY(std::abs(double(brighterThan(*picture, 100)) - 28.0 * 28 * 2 / 3) < 40);
    }
};

const RegisteredTest<PictureOfTest> registeredPictureOfTest;
#include "tst_picture_of.moc"
