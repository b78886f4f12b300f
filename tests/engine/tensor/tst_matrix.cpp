#include "engine/tensor/matrix.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

using engine::Into;

namespace {

std::vector<float> transposed(const std::vector<float>& matrix, std::size_t rows, std::size_t columns)
{
    std::vector<float> result(matrix.size());
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j)
            result[j * rows + i] = matrix[i * columns + j];
    return result;
}

/// start + a · b in double.
std::vector<float> product(const std::vector<float>& a, const std::vector<float>& b, const std::vector<float>& start,
                           std::size_t m, std::size_t k, std::size_t n)
{
    std::vector<float> c(m * n);
    for (std::size_t i = 0; i < m; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            auto sum = double(start[i * n + j]);
            for (std::size_t l = 0; l < k; ++l)
                sum += double(a[i * k + l]) * double(b[l * n + j]);
            c[i * n + j] = float(sum);
        }
    return c;
}

} // namespace

class MatrixTest : public QObject
{
    Q_OBJECT

private slots:
    void multipliesAsByHand()
    {
        const std::vector<float> a{1, 2, 3, 4};
        const std::vector<float> b{5, 6, 7, 8};
        std::vector<float> c(4, notANumber);
        engine::multiply(a, b, c, 2, 2, 2);
        QCOMPARE(c, (std::vector<float>{19, 22, 43, 50}));
        engine::multiplyTransposed(a, b, c, 2, 2, 2);
        QCOMPARE(c, (std::vector<float>{17, 23, 39, 53}));
        engine::transposedMultiply(a, b, c, 2, 2, 2);
        QCOMPARE(c, (std::vector<float>{26, 30, 38, 44}));
    }

    void agreesWithLoopsInDouble_data()
    {
        QTest::addColumn<std::size_t>("m");
        QTest::addColumn<std::size_t>("k");
        QTest::addColumn<std::size_t>("n");
        const std::size_t sizes[][3] = {{1, 1, 1}, {1, 784, 10}, {3, 5, 7}, {7, 1, 13}, {17, 33, 1}, {32, 785, 129},
                                        {31, 16, 16}, {35, 80, 50}, {9, 131, 112}, {5, 300, 64}, {65, 9, 784}, {2, 288, 197}, {1, 1, 100}, {100, 1, 1}};
        for (const auto& size : sizes)
            QTest::addRow("%zu, %zu, %zu", size[0], size[1], size[2]) << size[0] << size[1] << size[2];
    }

    void agreesWithLoopsInDouble()
    {
        QFETCH(std::size_t, m);
        QFETCH(std::size_t, k);
        QFETCH(std::size_t, n);
        const auto a = randomNumbers(m * k, 1);
        const auto b = randomNumbers(k * n, 2);
        const double tolerance = 1.2e-7 * double(k + 4); // k additions of numbers up to 1, each rounded to 24 bits
        for (const Into into : {Into::Overwrite, Into::Add}) {
            const auto start = randomNumbers(m * n, 3);
            const auto expected = product(a, b, into == Into::Add ? start : std::vector<float>(m * n), m, k, n);
            auto c = into == Into::Add ? start : std::vector<float>(m * n, notANumber);
            const auto untouched = c;

            engine::multiply(a, b, c, m, k, n, into);
            QCOMPARE_LE(largestDifference(c, expected), tolerance);
            c = untouched;
            engine::multiplyTransposed(a, transposed(b, k, n), c, m, k, n, into);
            QCOMPARE_LE(largestDifference(c, expected), tolerance);
            c = untouched;
            engine::transposedMultiply(transposed(a, m, k), b, c, m, k, n, into);
            QCOMPARE_LE(largestDifference(c, expected), tolerance);
        }
    }

    // A shard that is smaller than the others leaves the rest of its buffer alone.
    void leavesWhatLiesBehindAlone()
    {
        const auto a = randomNumbers(3 * 5, 1);
        const auto b = randomNumbers(5 * 7, 2);
        std::vector<float> c(3 * 7 + 4, 42.0f);
        engine::multiply(a, b, c, 3, 5, 7);
        QCOMPARE((std::vector<float>(c.end() - 4, c.end())), std::vector<float>(4, 42.0f));
    }
};

const RegisteredTest<MatrixTest> registeredMatrixTest;
#include "tst_matrix.moc"
