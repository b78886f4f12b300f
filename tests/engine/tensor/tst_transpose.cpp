#include "engine/tensor/transpose.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

#include <vector>

class TransposeTest : public QObject
{
    Q_OBJECT

private slots:
    // Around the vectors of every processor: 4, 8 and 16 numbers.
    void turnsAnySize_data()
    {
        QTest::addColumn<std::size_t>("rows");
        QTest::addColumn<std::size_t>("columns");
        QTest::addColumn<std::size_t>("more");
        for (const std::size_t rows : {1, 3, 4, 8, 15, 16, 17, 33})
            for (const std::size_t columns : {1, 4, 7, 16, 49})
                for (const std::size_t more : {0, 1, 15, 20})
                    QTest::addRow("%zu×%zu, rows of %zu", rows, columns, rows + more) << rows << columns << more;
    }

    void turnsAnySize()
    {
        QFETCH(std::size_t, rows);
        QFETCH(std::size_t, columns);
        QFETCH(std::size_t, more);
        const engine::Strides strides{.from = columns + more, .to = rows + more};
        const auto from = randomNumbers(rows * strides.from, 1);
        std::vector<float> to(columns * strides.to + 1, notANumber);
        engine::transpose(from.data(), to.data(), rows, columns, strides);
        for (std::size_t column = 0; column < columns; ++column)
            for (std::size_t row = 0; row < strides.to; ++row)
                QCOMPARE(to[column * strides.to + row], row < rows ? from[row * strides.from + column] : 0.0f);
        QVERIFY(std::isnan(to.back())); // nothing is written past the end
    }
};

const RegisteredTest<TransposeTest> registeredTransposeTest;
#include "tst_transpose.moc"
