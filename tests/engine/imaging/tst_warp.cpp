#include "engine/imaging/warp.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::Distortion;
using Numbers = std::vector<float>;

namespace {

Numbers warped(const Numbers& picture, std::size_t rows, std::size_t columns, const Distortion& distortion,
               const engine::Displacements& displacements)
{
    Numbers padded(engine::warpScratchSize(rows, columns), notANumber);
    Numbers target(picture.size(), notANumber);
    engine::warp(picture, rows, columns, distortion, displacements, padded, target);
    return target;
}

Numbers warped(const Numbers& picture, std::size_t rows, std::size_t columns, const Distortion& distortion)
{
    const Numbers still(picture.size());
    return warped(picture, rows, columns, distortion, {still, still});
}

constexpr float o = 0;

} // namespace

class WarpTest : public QObject
{
    Q_OBJECT

private slots:
    void leavesAPictureAloneBitForBit()
    {
        for (const auto& [rows, columns] : {std::pair<std::size_t, std::size_t>{28, 28}, {7, 4}, {1, 1}}) {
            const Numbers picture = randomNumbers(rows * columns, 1, 0, 1);
            QCOMPARE(warped(picture, rows, columns, {}), picture);
        }
    }

    void movesByWholePixels()
    {
        const Numbers picture = randomNumbers(28 * 28, 1, 0, 1);
        Numbers expected(28 * 28);
        for (std::size_t y = 0; y < 25; ++y)
            for (std::size_t x = 2; x < 28; ++x)
                expected[y * 28 + x] = picture[(y + 3) * 28 + x - 2];
        QCOMPARE(warped(picture, 28, 28, {.right = 2, .down = -3}), expected);
    }

    void sharesAPixelBetweenPlaces()
    {
        const Numbers dot{o, o, o, o, 16, o, o, o, o};
        QCOMPARE(warped(dot, 3, 3, {.right = 0.25, .down = -0.5}), (Numbers{o, 6, 2, o, 6, 2, o, o, o}));
    }

    void turnsCounterClockwise()
    {
        const Numbers picture{1, 2, 3, 4, 5, 6, 7, 8, 9};
        QCOMPARE_LT(largestDifference(warped(picture, 3, 3, {.rotation = 90}), Numbers{3, 6, 9, 2, 5, 8, 1, 4, 7}), 1e-5);
        QCOMPARE_LT(largestDifference(warped(picture, 3, 3, {.rotation = 180}), Numbers{9, 8, 7, 6, 5, 4, 3, 2, 1}), 1e-5);
    }

    // Centre 2: the places -2 … 2 come from -1, -1/2, 0, 1/2, 1, or from -4, -2, 0, 2, 4.
    void stretchesAboutTheCentre()
    {
        const Numbers ramp{10, 20, 30, 40, 50};
        QCOMPARE(warped(ramp, 1, 5, {.width = 2}), (Numbers{20, 25, 30, 35, 40}));
        QCOMPARE(warped(ramp, 1, 5, {.width = 0.5}), (Numbers{o, 10, 30, 50, o}));
        QCOMPARE(warped(ramp, 5, 1, {.height = 2}), (Numbers{20, 25, 30, 35, 40}));
    }

    void slantsAsHandwritingDoes()
    {
        const Numbers column{o, 1, o, o, 2, o, o, 3, o};
        QCOMPARE(warped(column, 3, 3, {.shear = 1}), (Numbers{o, o, 1, o, 2, o, 3, o, o}));
    }

    // Stretched to twice the width first, then turned: the pixel 1 to the right comes to 2 above.
    void stretchesBeforeItTurns()
    {
        Numbers picture(25);
        picture[2 * 5 + 3] = 1;
        const Numbers found = warped(picture, 5, 5, {.width = 2, .rotation = 90});
        QCOMPARE_LT(std::abs(found[2] - 1), 1e-6f);
    }

    void followsDisplacements()
    {
        const Numbers picture{1, 2, 3, 4};
        QCOMPARE(warped(picture, 2, 2, {}, {Numbers{1, 0, -1, 0}, Numbers{0, 0.5f, 0, -1}}), (Numbers{2, 3, o, 2}));
    }

    void findsPaperOutside()
    {
        const Numbers picture(9, 1.0f);
        for (const double far : {3.0, 100.0, 1e9})
            for (const double sign : {-1.0, 1.0})
                QCOMPARE(warped(picture, 3, 3, {.right = sign * far, .down = far}), Numbers(9));
    }
};

const RegisteredTest<WarpTest> registeredWarpTest;
#include "tst_warp.moc"
