#include "tests/registered_test.h"
#include "ui/charts/contour.h"

#include <QTest>

#include <cmath>
#include <vector>

class ContourTest : public QObject
{
    Q_OBJECT

private slots:
    void followsAPlaneExactly()
    {
        // column / 4: the level 0.5 is crossed at column 2 of every row, between numbers where it is 0.6.
        std::vector<float> values;
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < 5; ++column)
                values.push_back(float(column) / 4);
        const auto lines = contourLines(values, 4, 5, 0.6f);
        QCOMPARE(lines.size(), qsizetype{3}); // one for each row of squares
        double length = 0;
        for (const QLineF& line : lines) {
            QVERIFY(std::abs(line.x1() - 2.4) < 1e-5);
            QVERIFY(std::abs(line.x2() - 2.4) < 1e-5);
            length += line.length();
        }
        QVERIFY(std::abs(length - 3) < 1e-9);
    }

    void closesAroundAHill()
    {
        constexpr int side = 41;
        std::vector<float> values;
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column)
                values.push_back(float(15 - std::hypot(row - 20, column - 20)));
        double length = 0;
        for (const QLineF& line : contourLines(values, side, side, 5)) {
            length += line.length();
            QVERIFY(std::abs(std::hypot(line.x1() - 20, line.y1() - 20) - 10) < 0.05);
        }
        QVERIFY(std::abs(length - 2 * M_PI * 10) < 0.2); // a circle of radius 10
    }

    void drawsASaddleAsTwoLines()
    {
        const std::vector<float> values{1, 0, 0, 1};
        QCOMPARE(contourLines(values, 2, 2, 0.5f).size(), qsizetype{2});
    }

    void drawsNothingWhereNothingIsCrossed()
    {
        QVERIFY(contourLines(std::vector<float>(9, 0.4f), 3, 3, 0.5f).isEmpty());
    }
};

const RegisteredTest<ContourTest> registeredContourTest;
#include "tst_contour.moc"
