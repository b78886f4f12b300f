#include "app/views/activations/axis_numbers.h"
#include "app/views/activations/histogram.h"
#include "app/views/activations/histogram_chart.h"
#include "tests/registered_test.h"

#include <QApplication>

#include <cmath>
#include <limits>

using Numbers = std::vector<double>;

class HistogramTest : public QObject
{
    Q_OBJECT

private slots:
    void countsWhatLiesFromABinsBeginToBeforeItsEnd()
    {
        const std::vector<float> values{-1, -0.75f, -0.5f, 0.25f, 0.5f, 0.999f, 1};
        const Histogram histogram = histogramOf(values, -1, 1, 4);
        QCOMPARE(histogram.counts, (std::vector{2, 1, 1, 3}));
        QCOMPARE(histogram.zeros, 0);
        QCOMPARE(histogram.total(), 7);
        QCOMPARE(histogram.binWidth(), 0.5);
    }

    void keepsZerosAndWhatIsNotFiniteApart()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        const std::vector<float> values{0, -0.0f, 1e-6f, -1e-6f, infinity, -infinity, std::nanf("")};
        const Histogram histogram = histogramOf(values, -1, 1, 2);
        QCOMPARE(histogram.zeros, 2);
        QCOMPARE(histogram.counts, (std::vector{1, 1}));
        QCOMPARE(histogram.notFinite, 3);
        QCOMPARE(histogram.total(), 7);
    }

    void countsWhatLiesBeyondInTheLastBins()
    {
        const std::vector<float> values{-5, 7, 8};
        QCOMPARE(histogramOf(values, -1, 1, 2).counts, (std::vector{1, 2}));
    }

    // The bins of the numbers 1 … n between 0 and n share them out evenly, but for n itself.
    void evenNumbersFillBinsEvenly()
    {
        std::vector<float> values;
        for (int i = 0; i < 1000; ++i)
            values.push_back(float(i) + 0.5f);
        QCOMPARE(histogramOf(values, 0, 1000, 20).counts, std::vector(20, 50));
    }

    void axesHaveRoundNumbers_data()
    {
        QTest::addColumn<double>("lowest");
        QTest::addColumn<double>("highest");
        QTest::addColumn<int>("atMost");
        QTest::addColumn<Numbers>("numbers");

        QTest::addRow("from 0 to 1") << 0.0 << 1.0 << 6 << Numbers{0, 0.2, 0.4, 0.6, 0.8, 1};
        QTest::addRow("with less room") << 0.0 << 1.0 << 5 << Numbers{0, 0.5, 1};
        QTest::addRow("around 0") << -1.25 << 1.25 << 5 << Numbers{-1, -0.5, 0, 0.5, 1};
        QTest::addRow("below 0 by a little") << -0.3 << 3.0 << 4 << Numbers{0, 1, 2, 3};
        QTest::addRow("large") << 0.0 << 25'000.0 << 3 << Numbers{0, 10'000, 20'000};
        QTest::addRow("small") << 0.0 << 0.004 << 5 << Numbers{0, 0.001, 0.002, 0.003, 0.004};
        QTest::addRow("no range") << 1.0 << 1.0 << 5 << Numbers{};
    }

    void axesHaveRoundNumbers()
    {
        QFETCH(double, lowest);
        QFETCH(double, highest);
        QFETCH(int, atMost);
        QFETCH(Numbers, numbers);
        const Numbers found = axisNumbers(lowest, highest, atMost);
        QCOMPARE(found.size(), numbers.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY(std::abs(found[i] - numbers[i]) < 1e-9);
    }

    void barsAreAsHighAsTheirCounts()
    {
        HistogramChart chart;
        chart.resize(600, 400);
        chart.setHistogram(Histogram{.lowest = -2, .highest = 2, .counts = {1, 0, 4, 8}, .zeros = 2});
        const double unit = chart.barRect(0).height();
        QVERIFY(unit > 0);
        QCOMPARE(chart.barRect(1).height(), 0.0);
        QVERIFY(std::abs(chart.barRect(2).height() - 4 * unit) < 1e-6);
        QVERIFY(std::abs(chart.barRect(3).height() - 8 * unit) < 1e-6);
        QVERIFY(std::abs(chart.zeroRect().height() - 2 * unit) < 1e-6);
        QVERIFY(std::abs(chart.zeroRect().center().x() - chart.barRect(1).right()) < 1e-6); // two of four lie below 0
        QVERIFY(!chart.isZeroCut());
    }

    void cutsTheZerosShortThatWouldLeaveTheOthersFlat()
    {
        HistogramChart chart;
        chart.resize(600, 400);
        chart.setHistogram(Histogram{.lowest = -2, .highest = 2, .counts = {1, 0, 4, 8}, .zeros = 900});
        QVERIFY(chart.isZeroCut());
        QVERIFY(chart.barRect(3).height() > 0.5 * chart.zeroRect().height());
        chart.setHistogram(Histogram{.lowest = -2, .highest = 2, .counts = {0, 0, 0, 0}, .zeros = 900});
        QVERIFY(!chart.isZeroCut()); // there are no others
    }

    // So that nothing flickers while the network learns.
    void heightsKeepTheirScaleUntilBarsOutgrowIt()
    {
        HistogramChart chart;
        chart.resize(600, 400);
        const auto heightOf8 = [&chart](int highest) {
            chart.setHistogram(Histogram{.lowest = 0, .highest = 2, .counts = {8, highest}});
            return chart.barRect(0).height();
        };
        const double atFirst = heightOf8(20);
        QCOMPARE(heightOf8(15), atFirst);
        QCOMPARE(heightOf8(25), atFirst);
        QVERIFY(heightOf8(26) < atFirst);
    }
};

const RegisteredTest<HistogramTest, QApplication> registeredHistogramTest;
#include "tst_histogram.moc"
