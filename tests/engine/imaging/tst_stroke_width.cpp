#include "engine/imaging/stroke_width.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

using Numbers = std::vector<float>;

namespace {

constexpr float o = 0;

Numbers changed(const Numbers& picture, std::size_t rows, std::size_t columns, float amount)
{
    Numbers target(picture.size(), notANumber);
    engine::changeStrokeWidth(picture, rows, columns, amount, target);
    return target;
}

} // namespace

class StrokeWidthTest : public QObject
{
    Q_OBJECT

private slots:
    void leavesAPictureAloneBitForBit()
    {
        const Numbers picture = randomNumbers(28 * 28, 1, 0, 1);
        QCOMPARE(changed(picture, 28, 28, 0), picture);
    }

    void growsIntoFourNeighbours()
    {
        const Numbers dot{o, o, o, o, 1, o, o, o, o};
        QCOMPARE(changed(dot, 3, 3, 1), (Numbers{o, 1, o, 1, 1, 1, o, 1, o}));
        QCOMPARE(changed(dot, 3, 3, 0.25f), (Numbers{o, 0.25f, o, 0.25f, 1, 0.25f, o, 0.25f, o}));
    }

    void shrinksFromFourNeighbours()
    {
        const Numbers plus{o, 1, o, 1, 1, 1, o, 1, o};
        QCOMPARE(changed(plus, 3, 3, -1), (Numbers{o, o, o, o, 1, o, o, o, o}));
        QCOMPARE(changed(plus, 3, 3, -0.5f), (Numbers{o, 0.5f, o, 0.5f, 1, 0.5f, o, 0.5f, o}));
    }

    void countsNothingOutside()
    {
        const Numbers ink(6, 1.0f);
        QCOMPARE(changed(ink, 2, 3, -1), ink);
        QCOMPARE(changed({0.5f}, 1, 1, 1), (Numbers{0.5f}));
    }

    void keepsToTheGreysThatThereAre()
    {
        QCOMPARE(changed({0.25f, 0.5f, 0.75f, 1}, 1, 4, 1), (Numbers{0.5f, 0.75f, 1, 1}));
        QCOMPARE(changed({0.25f, 0.5f, 0.75f, 1}, 1, 4, -1), (Numbers{0.25f, 0.25f, 0.5f, 0.75f}));
    }
};

const RegisteredTest<StrokeWidthTest> registeredStrokeWidthTest;
#include "tst_stroke_width.moc"
