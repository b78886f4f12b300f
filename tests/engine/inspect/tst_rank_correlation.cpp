#include "engine/inspect/rank_correlation.h"

#include "tests/registered_test.h"

#include <QTest>

#include <cmath>
#include <vector>

using Numbers = std::vector<float>;

class RankCorrelationTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheClosedForm_data()
    {
        QTest::addColumn<Numbers>("a");
        QTest::addColumn<Numbers>("b");
        QTest::addColumn<double>("expected");
        QTest::newRow("the same order") << Numbers{1, 2, 3, 4} << Numbers{-5, 0, 0.5, 1000} << 1.0;
        QTest::newRow("turned round") << Numbers{1, 2, 3, 4} << Numbers{9, 4, 2, 1} << -1.0;
        // 1 - 6 Σ d² / (n (n² - 1)) with d = 1, -1, 0, 0
        QTest::newRow("two exchanged") << Numbers{1, 2, 3, 4} << Numbers{2, 1, 3, 4} << 0.8;
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, spreads 4.5 and 5.
        QTest::newRow("equals share a rank") << Numbers{1, 2, 2, 3} << Numbers{1, 2, 3, 4} << 4.5 / std::sqrt(22.5);
        // d = 0, -4, -7, ... of ten people: Σ d² = 194, 1 - 6 · 194 / 990 = -29/165 (Wikipedia, "Spearman's rank
        // correlation coefficient")
        QTest::newRow("intelligence and television") << Numbers{106, 100, 86, 101, 99, 103, 97, 113, 112, 110}
                                                     << Numbers{7, 27, 2, 50, 28, 29, 20, 12, 6, 17} << -29.0 / 165;
    }

    void agreesWithTheClosedForm()
    {
        QFETCH(Numbers, a);
        QFETCH(Numbers, b);
        QFETCH(double, expected);
        const auto found = engine::rankCorrelation(a, b);
        QVERIFY(found);
        QVERIFY2(std::abs(*found - expected) < 1e-12, qPrintable(QString::number(*found)));
        QVERIFY(std::abs(*engine::rankCorrelation(b, a) - expected) < 1e-12);
    }

    void isNothingWithoutAnOrder()
    {
        QVERIFY(!engine::rankCorrelation(Numbers{1, 1, 1}, Numbers{1, 2, 3}));
        QVERIFY(!engine::rankCorrelation({}, {}));
    }
};

const RegisteredTest<RankCorrelationTest> registeredRankCorrelationTest;
#include "tst_rank_correlation.moc"
