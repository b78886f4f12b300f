#include "engine/tensor/sparse_rows.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"

#include <QTest>

#include <vector>

class SparseRowsTest : public QObject
{
    Q_OBJECT

private slots:
    // More sums than a panel holds, more inputs than are looked at together, more rows than at a time.
    void addsWhatADenseProductWould_data()
    {
        QTest::addColumn<std::size_t>("rows");
        QTest::addColumn<std::size_t>("inputs");
        QTest::addColumn<std::size_t>("sums");
        for (const std::size_t rows : {1, 3, 32, 45})
            for (const std::size_t inputs : {1, 5, 64, 784})
                for (const std::size_t sums : {1, 10, 16, 128, 257, 300})
                    QTest::addRow("%zu rows, %zu to %zu", rows, inputs, sums) << rows << inputs << sums;
    }

    void addsWhatADenseProductWould()
    {
        QFETCH(std::size_t, rows);
        QFETCH(std::size_t, inputs);
        QFETCH(std::size_t, sums);
        auto x = randomNumbers(rows * inputs, 1);
        for (std::size_t i = 0; i < x.size(); ++i)
            if (i % 3 != 2)
                x[i] = 0;
        const auto weights = randomNumbers(sums * inputs, 2);
        auto result = randomNumbers(rows * sums, 3);
        std::vector<double> expected(result.begin(), result.end());
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t n = 0; n < sums; ++n)
                for (std::size_t i = 0; i < inputs; ++i)
                    expected[row * sums + n] += double(x[row * inputs + i]) * double(weights[n * inputs + i]);

        engine::addSparseRows(x, panelsOf(weights, sums, inputs), result, rows, inputs, sums);
        for (std::size_t i = 0; i < result.size(); ++i)
            QCOMPARE_LT(std::abs(double(result[i]) - expected[i]), 1e-4); // some 260 products, each under 1
    }

    void panelsCanBeMadeInAnyOrder()
    {
        constexpr std::size_t inputs = 70;
        const std::size_t sums = 2 * engine::sparsePanelWidth() + 3;
        const auto weights = randomNumbers(sums * inputs, 2);
        std::vector<float> panels(engine::sparsePanelsSize(sums, inputs));
        for (const std::size_t panel : {2, 0, 1})
            engine::makeSparsePanels(weights, panels, sums, inputs, panel, panel + 1);
        QCOMPARE(panels, panelsOf(weights, sums, inputs));
    }

    void seesEveryNumberThatIsNotZero()
    {
        for (std::size_t place = 0; place < 64; ++place) {
            std::vector<float> numbers(64);
            numbers[place] = place % 2 ? -1e-30f : notANumber;
            QCOMPARE(engine::nonZeroBits(numbers), std::uint64_t{1} << place);
        }
        QCOMPARE(engine::nonZeroBits(std::vector<float>{0.0f, -0.0f, 1.0f}), std::uint64_t{4});
    }

    void losesNoNan()
    {
        const std::vector<float> x{0, notANumber};
        std::vector<float> sums(1);
        engine::addSparseRows(x, panelsOf({1.0f, 1.0f}, 1, 2), sums, 1, 2, 1);
        QVERIFY(std::isnan(sums[0]));
    }

private:
    static std::vector<float> panelsOf(const std::vector<float>& weights, std::size_t sums,
                                       std::size_t inputs)
    {
        std::vector<float> panels(engine::sparsePanelsSize(sums, inputs));
        engine::makeSparsePanels(weights, panels, sums, inputs, 0, sums);
        return panels;
    }
};

const RegisteredTest<SparseRowsTest> registeredSparseRowsTest;
#include "tst_sparse_rows.moc"
