#include "engine/tensor/sparse_row.h"
#include "numbers.h"

#include <QTest>

#include <vector>

class SparseRowTest : public QObject
{
    Q_OBJECT

private slots:
    // More sums than registers hold, more numbers than are listed at a time.
    void addsWhatADenseProductWould_data()
    {
        QTest::addColumn<std::size_t>("inputs");
        QTest::addColumn<std::size_t>("sums");
        for (const std::size_t inputs : {1, 5, 784, 1'024, 2'500})
            for (const std::size_t sums : {1, 10, 16, 128, 257, 300})
                QTest::addRow("%zu to %zu", inputs, sums) << inputs << sums;
    }

    void addsWhatADenseProductWould()
    {
        QFETCH(std::size_t, inputs);
        QFETCH(std::size_t, sums);
        const std::size_t stride = engine::sparseRowStride(sums);
        auto x = randomNumbers(inputs, 1);
        for (std::size_t i = 0; i < inputs; ++i)
            if (i % 3 != 2)
                x[i] = 0;
        const auto rows = randomNumbers(inputs * stride, 2);
        auto result = randomNumbers(sums, 3);
        std::vector<double> expected(result.begin(), result.end());
        for (std::size_t i = 0; i < inputs; ++i)
            for (std::size_t n = 0; n < sums; ++n)
                expected[n] += double(x[i]) * double(rows[i * stride + n]);
        engine::addSparseRow(x, rows, result);
        for (std::size_t n = 0; n < sums; ++n)
            QCOMPARE_LT(std::abs(double(result[n]) - expected[n]), 1e-4); // some 800 products, each under 1
    }

    void losesNoNan()
    {
        const std::vector<float> x{0, notANumber};
        const std::vector<float> rows(2 * engine::sparseRowStride(1), 1.0f);
        std::vector<float> sums(1);
        engine::addSparseRow(x, rows, sums);
        QVERIFY(std::isnan(sums[0]));
    }
};

QTEST_GUILESS_MAIN(SparseRowTest)
#include "tst_sparse_row.moc"
