#include "engine/tensor/rows.h"
#include "tests/registered_test.h"

#include <QTest>

#include <vector>

class RowsTest : public QObject
{
    Q_OBJECT

private slots:
    void copiesOneRowIntoEvery()
    {
        std::vector<float> matrix(6, 9.0f);
        engine::fillRows(matrix, std::vector<float>{1, 2, 3});
        QCOMPARE(matrix, (std::vector<float>{1, 2, 3, 1, 2, 3}));
    }

    void sumsAllRows()
    {
        std::vector<float> sum(2, 9.0f);
        engine::sumRows(std::vector<float>{1, 2, 10, 20, 100, 200}, sum);
        QCOMPARE(sum, (std::vector<float>{111, 222}));
    }

    void givesZerosForNoRows()
    {
        std::vector<float> sum(2, 9.0f);
        engine::sumRows({}, sum);
        QCOMPARE(sum, (std::vector<float>{0, 0}));
    }
};

const RegisteredTest<RowsTest> registeredRowsTest;
#include "tst_rows.moc"
