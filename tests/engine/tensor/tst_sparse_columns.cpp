#include "engine/tensor/sparse_columns.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

#include <algorithm>
#include <vector>

class SparseColumnsTest : public QObject
{
    Q_OBJECT

private slots:
    // Less than a piece of rows, several, more than are multiplied at a time; widths with and without whole
    // vectors.
    void multipliesAsADenseMatrixWould_data()
    {
        QTest::addColumn<std::size_t>("rows");
        QTest::addColumn<std::size_t>("columns");
        for (const std::size_t rows : {1, 31, 32, 100, 128, 300})
            for (const std::size_t columns : {1, 63, 64, 784})
                QTest::addRow("%zu rows of %zu", rows, columns) << rows << columns;
    }

    void multipliesAsADenseMatrixWould()
    {
        QFETCH(std::size_t, rows);
        QFETCH(std::size_t, columns);
        constexpr std::size_t stride = 200;
        auto x = randomNumbers(rows * columns, 1);
        for (std::size_t i = 0; i < x.size(); ++i)
            if (i * 7 % 5 != 0)
                x[i] = 0;
        const auto g = randomNumbers(rows * stride, 2);

        engine::SparseColumns matrix(300, columns);
        for (const std::size_t filled :
             {std::size_t{300}, rows}) { // what an earlier batch left must not be seen
            const auto numbers = filled == rows ? x : randomNumbers(filled * columns, 3);
            for (std::size_t first = 0; first < filled; first += engine::SparseColumns::rowsOfPiece) {
                const std::size_t here = std::min(engine::SparseColumns::rowsOfPiece, filled - first);
                matrix.write(first, std::span(numbers).subspan(first * columns, here * columns));
            }
        }
        for (const std::size_t units : {engine::SparseColumns::unitsAtOnce(), std::size_t{3}}) {
            constexpr std::size_t firstUnit = 5;
            std::vector<float> result(units * columns, 7.0f);
            std::vector<float> sums(units, 7.0f);
            matrix.gradient(rows, g.data() + firstUnit, stride, units, result, sums);
            for (std::size_t unit = 0; unit < units; ++unit) {
                double sum = 0;
                for (std::size_t row = 0; row < rows; ++row)
                    sum += double(g[row * stride + firstUnit + unit]);
                QCOMPARE_LT(std::abs(double(sums[unit]) - sum), 1e-4);
                for (std::size_t column = 0; column < columns; ++column) {
                    double expected = 0;
                    for (std::size_t row = 0; row < rows; ++row)
                        expected
                            += double(g[row * stride + firstUnit + unit]) * double(x[row * columns + column]);
                    QCOMPARE_LT(std::abs(double(result[unit * columns + column]) - expected), 1e-4);
                }
            }
        }
    }

    void losesNoNan()
    {
        engine::SparseColumns matrix(2, 3);
        matrix.write(0, std::vector<float>{0, 0, 0, 0, notANumber, 0});
        const std::vector<float> g{1, 1};
        std::vector<float> result(3);
        std::vector<float> sums(1);
        matrix.gradient(2, g.data(), 1, 1, result, sums);
        QVERIFY(std::isnan(result[1]));
        QCOMPARE(result[0], 0.0f);
    }
};

const RegisteredTest<SparseColumnsTest> registeredSparseColumnsTest;
#include "tst_sparse_columns.moc"
