#include "app/views/activations/activations_view.h"
#include "app/views/activations/histogram_chart.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <numeric>

using Unit = Selection::Unit;

namespace {

const ViewInfo info{QStringLiteral("activations"), QStringLiteral("Histogram"), Area::Workspace,
                    makeView<ActivationsView>};

} // namespace

/// 784–24–10: flatten, dense, ReLU, dropout, dense.
class ActivationsViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<ViewBench>(info); }
    void cleanup() { m_bench.reset(); }

    void saysWhatItIsForAndShowsAnExample()
    {
        QVERIFY(purpose()->isVisible());
        QVERIFY2(purpose()->text().contains(QStringLiteral("how often each value occurs")),
                 qPrintable(purpose()->text()));
        QVERIFY(!chart()->isVisible());
        QTest::mouseClick(m_bench->find<QPushButton>(QStringLiteral("activationsExample")), Qt::LeftButton);
        QVERIFY(chart()->isVisible());
        QCOMPARE(m_bench->session.selection.testDigit(), std::size_t{0});
        m_bench->session.selection.selectDrawing();
        QVERIFY(purpose()->isVisible());
    }

    void countsTheLastHiddenLayersUnits()
    {
        showDigit(0);
        QCOMPARE(text("activationsTitle"), QStringLiteral("relu_1 · ReLU · 24 units"));
        const std::vector<double> units = rectified(sums());
        const auto zeros = std::ranges::count(units, 0.0);
        QVERIFY(zeros > 0 && zeros < 24);
        QCOMPARE(chart()->histogram().zeros, int(zeros));
        QCOMPARE(chart()->histogram().counts, counted(units));
        const QString share = QString::number(100.0 * double(zeros) / 24, 'f', 1)
            + QStringLiteral(" % of the 24 units are 0.");
        QVERIFY2(text("activationsWords").contains(share), qPrintable(text("activationsWords")));
    }

    void followsTheSelectedUnitsLayer()
    {
        showDigit(0);
        select(Unit{1, 3});
        QTRY_COMPARE(text("activationsTitle"), QStringLiteral("dense_1 · Dense · 24 units"));
        QCOMPARE(chart()->histogram().counts, counted(sums())); // also what is below 0
        select(Unit{4, 0});
        QTRY_COMPARE(chart()->histogram().total(), 10);
        select({});
        QTRY_COMPARE(chart()->histogram().counts, counted(rectified(sums())));
    }

    void followsTheSampleTheWeightsAndThePast()
    {
        select(Unit{1, 3});
        showDigit(0);
        const std::vector<int> atFirst = chart()->histogram().counts;
        QCOMPARE(atFirst, counted(sums()));
        showDigit(1);
        QVERIFY(chart()->histogram().counts != atFirst);
        QCOMPARE(chart()->histogram().counts, counted(sums()));
        m_bench->run().runSteps(3);
        QTRY_VERIFY(m_bench->isPausedAt(3));
        QTRY_COMPARE(chart()->histogram().counts, counted(sums()));
        m_bench->session.selection.selectStep(0);
        QTRY_COMPARE(chart()->histogram().counts, counted(sums()));
    }

    void countsNothingWhileItIsOutOfSight()
    {
        showDigit(0);
        m_bench->host->setInSight(false);
        select(Unit{4, 0});
        QCOMPARE(chart()->histogram().total(), 24);
        m_bench->host->setInSight(true);
        QCOMPARE(chart()->histogram().total(), 10);
    }

    // All weights are 0, so all sums are.
    void aNetworkWithoutWeightsIsAllZeros()
    {
        m_bench->session.runs.replace(freshNetwork(softmaxRecipe()));
        showDigit(0);
        QTRY_COMPARE(text("activationsWords"), QStringLiteral("All 10 units are 0."));
        QCOMPARE(chart()->histogram().zeros, 10);
    }

    void sigmoidsLieBetween0And1()
    {
        m_bench->session.runs.replace(freshNetwork(recipeOf({{"flatten", {}},
                                                            {"dense", {{"units", std::int64_t{24}}}},
                                                            {"sigmoid", {}},
                                                            {"dense", {{"units", std::int64_t{10}}}}})));
        showDigit(0);
        QTRY_COMPARE(chart()->histogram().highest, 1.0f);
        QVERIFY2(text("activationsWords").contains(QStringLiteral("saturated: below 0.025 or above 0.975")),
                 qPrintable(text("activationsWords")));
    }

    void countsEveryNumberOfMaps()
    {
        m_bench->session.runs.replace(freshNetwork(smallCnn()));
        showDigit(0);
        const auto& network = *m_bench->session.inspection.model().network;
        const std::size_t pooled = network.shapeBefore(3).elements();
        QTRY_COMPARE(std::size_t(chart()->histogram().total()), pooled);
        QVERIFY2(text("activationsWords").contains(QStringLiteral(" numbers ")), qPrintable(text("activationsWords")));
    }

private:
    void showDigit(std::size_t index) { m_bench->session.selection.selectTestDigit(index); }
    void select(const std::optional<Unit>& unit) { m_bench->session.selection.selectUnit(unit); }
    HistogramChart* chart() const { return m_bench->find<HistogramChart>(); }
    QLabel* purpose() const { return m_bench->find<QLabel>(QStringLiteral("activationsPurpose")); }
    QString text(const char* name) const { return m_bench->find<QLabel>(QString::fromLatin1(name))->text(); }

    /// W·x + b of the first dense layer, whose weights are the buffer's first numbers, a row for each neuron.
    std::vector<double> sums() const
    {
        const auto& parameters = m_bench->session.inspection.model().weights->parameters;
        const auto& pixels = m_bench->session.inspection.input()->pixels;
        std::vector<double> found;
        for (std::size_t unit = 0; unit < 24; ++unit) {
            double sum = double(parameters[24 * 784 + unit]);
            for (std::size_t pixel = 0; pixel < 784; ++pixel)
                sum += double(parameters[unit * 784 + pixel]) * pixels[pixel] / 255.0;
            found.push_back(sum);
        }
        return found;
    }

    static std::vector<double> rectified(std::vector<double> numbers)
    {
        for (double& number : numbers)
            number = std::max(number, 0.0);
        return numbers;
    }

    /// How many numbers, zeros left out, lie between each two borders of the chart's bins.
    std::vector<int> counted(const std::vector<double>& numbers) const
    {
        const Histogram& shown = chart()->histogram();
        std::vector<int> counts;
        for (std::size_t bin = 0; bin < shown.counts.size(); ++bin) {
            const double begin = double(shown.lowest) + double(bin) * shown.binWidth();
            counts.push_back(int(std::ranges::count_if(numbers, [&](double number) {
                return number != 0 && number >= begin && number < begin + shown.binWidth();
            })));
        }
        return counts;
    }

    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<ActivationsViewTest, QApplication> registeredActivationsViewTest;
#include "tst_activations_view.moc"
