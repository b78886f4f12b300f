#include "tests/registered_test.h"
#include "ui/charts/curve_csv.h"
#include "ui/charts/curve_plot.h"
#include "ui/charts/curve_readout.h"
#include "ui/charts/curve_view.h"
#include "ui/charts/number_text.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QHelpEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QToolButton>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <random>
#include <vector>

namespace {

/// Loss 1/step, accuracy 1 - 1/step.
std::vector<engine::StepRecord> stepRecords(std::uint64_t first, std::uint64_t last)
{
    std::vector<engine::StepRecord> records;
    for (std::uint64_t step = first; step <= last; ++step)
        records.push_back({step, 1 / float(step), 1 - 1 / float(step)});
    return records;
}

engine::EvaluationRecord evaluation(std::uint64_t step, float loss, float accuracy)
{
    engine::EvaluationRecord record;
    record.step = step;
    record.testLoss = loss;
    record.testAccuracy = accuracy;
    record.testSamples = 100;
    return record;
}

void append(CurveView& view, const engine::EvaluationRecord& record)
{
    view.append(std::span(&record, 1));
}

QWidget* plotOf(const CurveView& view)
{
    return view.findChild<QWidget*>(QStringLiteral("curves"));
}

void turnWheel(QWidget* widget, QPointF at, int clicks)
{
    QWheelEvent event(at, widget->mapToGlobal(at), QPoint(), QPoint(0, 120 * clicks), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget, &event);
}

void moveMouse(QWidget* widget, QPoint to, Qt::MouseButtons buttons)
{
    QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

void show(CurveView& view)
{
    view.resize(700, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

/// Until nothing is left to draw: the pause after a replot has passed and brought no other.
void settle(CurveView& view)
{
    QSignalSpy drawn(view.plot(), &CurvePlot::drawn);
    view.plot()->refresh();
    QTRY_VERIFY(!drawn.isEmpty());
}

} // namespace

class CurveViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { setTheme(ThemeMode::Light); }

    void pyramidFindsTheExtremesOfAnyRange()
    {
        std::mt19937 random(7);
        std::vector<float> values(70'000);
        MinMaxPyramid pyramid;
        for (float& value : values) {
            value = float(random()) / 4e9f;
            pyramid.append(value);
        }
        for (int trial = 0; trial < 200; ++trial) {
            const std::size_t first = random() % values.size();
            const std::size_t last = first + random() % (values.size() - first + 1);
            const std::size_t atMost = 1 + random() % 900;
            const auto buckets = pyramid.buckets(first, last, atMost);
            QVERIFY(buckets.size() <= atMost + 2);
            std::size_t covered = buckets.empty() ? first : buckets.front().first;
            QVERIFY(covered <= first);
            for (const auto& bucket : buckets) {
                QCOMPARE(bucket.first, covered);
                covered += bucket.count;
                const auto begin = values.begin() + std::ptrdiff_t(bucket.first);
                const auto [least, greatest] = std::minmax_element(begin, begin + std::ptrdiff_t(bucket.count));
                QCOMPARE(bucket.least, *least);
                QCOMPARE(bucket.greatest, *greatest);
            }
            QVERIFY(covered >= last);
        }
    }

    void smoothingIsAnUnbiasedMovingAverage()
    {
        // Over 2 steps: w = 1/2. After 1: 0.5/0.5. After 1, 0: (0.25 + 0)/0.75. After 1, 0, 0: 0.125/0.875.
        CurveHistory history;
        history.setSmoothing(2);
        const engine::StepRecord records[] = {{1, 1, 0}, {2, 0, 0}, {3, 0, 0}};
        history.append(records);
        QCOMPARE(history.loss().smoothed[0], 1.0f);
        QCOMPARE(history.loss().smoothed[1], 1.0f / 3);
        QCOMPARE(history.loss().smoothed[2], 1.0f / 7);
        history.setSmoothing(1);
        QCOMPARE(history.loss().smoothed[0], 1.0f);
        QCOMPARE(history.loss().smoothed[2], 0.0f);
    }

    void oneInfiniteLossDoesNotSpoilTheAverage()
    {
        CurveHistory history;
        history.setSmoothing(10);
        const engine::StepRecord records[] = {{1, 2, 0}, {2, std::numeric_limits<float>::infinity(), 0}, {3, 2, 0}};
        history.append(records);
        QCOMPARE(history.loss().smoothed[2], 2.0f);
    }

    void holdsEveryRecord()
    {
        CurveView view;
        view.append(stepRecords(1, 700));
        view.append(stepRecords(701, 1500));
        QCOMPARE(view.history().steps().size(), std::size_t(1500));
        QCOMPARE(view.history().steps()[700].step, std::uint64_t(701));
        QCOMPARE(view.history().steps()[1499].loss, 1 / 1500.0f);
        view.clear();
        QVERIFY(view.history().isEmpty());
    }

    void showsTheFirstEpochWhileThereIsNothing()
    {
        CurveView view;
        view.setStepsPerEpoch(469);
        show(view);
        QTRY_VERIFY(view.plot()->visibleSteps().second >= 469);
        view.append(stepRecords(1, 20));
        settle(view);
        QVERIFY(view.plot()->visibleSteps().second < 30);
    }

    void firstPointIsAtStepZero()
    {
        CurveView view;
        show(view);
        append(view, evaluation(0, 2.3f, 0.1f));
        settle(view);
        QCOMPARE(view.history().evaluations()[0].step, std::uint64_t(0));
        QVERIFY(view.plot()->visibleSteps().first < 0);
        const auto values = view.findChild<CurveReadout*>()->values();
        QCOMPARE(values.step, std::optional<std::uint64_t>(0));
        QCOMPARE(values.curves[std::size_t(Curve::Test)]->accuracy, 0.1f);
        QVERIFY(!values.curves[std::size_t(Curve::Batch)]);
    }

    void aFirstLookIsShownUntilItsEvaluationComes()
    {
        CurveView view;
        show(view);
        QVERIFY(view.history().isEmpty());
        view.setFirstLook(engine::FirstLook{.step = 0, .testLoss = 2.3f, .testAccuracy = 0.125f, .testSamples = 608});
        settle(view);
        QVERIFY(!view.history().isEmpty());
        QVERIFY(view.plot()->visibleSteps().first < 0);
        const auto* readout = view.findChild<CurveReadout*>();
        QCOMPARE(readout->values().curves[std::size_t(Curve::Test)]->accuracy, 0.125f);
        QCOMPARE(readout->values().testDigits, std::optional<std::size_t>(608));
        QVERIFY(readout->accessibleText().contains("test, 608 digits: loss 2.3"));
        append(view, evaluation(10, 1.5f, 0.5f)); // of a later step
        QVERIFY(view.history().firstLook());
        QVERIFY(!readout->values().testDigits); // it stands at the last step
        append(view, evaluation(0, 2.25f, 0.1f)); // comes late
        QVERIFY(!view.history().firstLook());
        QCOMPARE(view.history().evaluations().front().step, std::uint64_t(0));
        QCOMPARE(view.history().evaluations().size(), std::size_t(2));
        view.clear();
        QVERIFY(view.history().isEmpty());
    }

    void aFirstLookIsHollow()
    {
        CurveView view;
        show(view);
        const auto inkOf = [&view] {
            settle(view);
            const QImage image = plotOf(view)->grab().toImage();
            int count = 0;
            for (int row = 0; row < image.height(); ++row)
                for (int column = 0; column < image.width(); ++column)
                    count += image.pixelColor(column, row) == theme().test;
            return count;
        };
        view.setFirstLook(engine::FirstLook{.step = 0, .testLoss = 2.25f, .testAccuracy = 0.1f, .testSamples = 608});
        const int hollow = inkOf();
        QCOMPARE_GT(hollow, 0);
        append(view, evaluation(0, 2.25f, 0.1f));
        QCOMPARE_GT(inkOf(), hollow);
    }

    void whatIsHeldOutHasAPlaceOnlyWhereThereIsSome()
    {
        CurveView view;
        show(view);
        append(view, evaluation(0, 2.3f, 0.1f));
        settle(view);
        const auto* readout = view.findChild<CurveReadout*>();
        QVERIFY(!readout->values().hasValidation);
        QVERIFY(!readout->accessibleText().contains("held out"));
        engine::EvaluationRecord record = evaluation(10, 1.5f, 0.5f);
        record.validationLoss = 1.25f;
        record.validationAccuracy = 0.625f;
        record.validationSamples = 100;
        append(view, record);
        settle(view);
        const auto held = readout->values().curves[std::size_t(Curve::Validation)];
        QVERIFY(held && held->loss == 1.25f && held->accuracy == 0.625f);
        QVERIFY(readout->accessibleText().contains("held out: loss 1.25, accuracy 62.5"));
    }

    void bestIsTheFirstHighestTestAccuracy()
    {
        CurveHistory history;
        QVERIFY(!history.best());
        const engine::EvaluationRecord records[] = {evaluation(0, 2, 0.1f), evaluation(10, 1, 0.9f),
                                                    evaluation(20, 1, 0.8f), evaluation(30, 1, 0.9f)};
        history.append(records);
        QCOMPARE(history.best()->step, std::uint64_t(10));
    }

    void thereIsNoBestWithoutAccuracies() // an auto-encoder's
    {
        CurveHistory history;
        const float none = std::numeric_limits<float>::quiet_NaN();
        const engine::EvaluationRecord records[] = {evaluation(0, 2, none), evaluation(10, 1, none)};
        history.append(records);
        QVERIFY(!history.best());
        QCOMPARE(percentText(double(none)), QStringLiteral("–"));
    }

    void csvLeavesAccuraciesThatThereAreNotEmpty()
    {
        CurveHistory history;
        const float none = std::numeric_limits<float>::quiet_NaN();
        const engine::StepRecord steps[] = {{1, 0.5f, none}};
        const engine::EvaluationRecord evaluations[] = {evaluation(0, 2.25f, none)};
        history.append(steps);
        history.append(evaluations);
        QVERIFY(!history.hasAccuracy());
        QString text;
        QTextStream out(&text);
        writeCsv(history, 1, out);
        QCOMPARE(text.section(QLatin1Char('\n'), 1), QStringLiteral("0,0,,,,,2.25,,\n1,1,0.5,,,,,,\n"));
        const engine::StepRecord classed[] = {{2, 0.5f, 0.75f}};
        history.append(classed);
        QVERIFY(history.hasAccuracy());
    }

    void newestEvaluationIsTheOneBefore()
    {
        CurveHistory history;
        const engine::EvaluationRecord records[] = {evaluation(10, 1, 0.5f), evaluation(20, 1, 0.7f)};
        history.append(records);
        QVERIFY(!history.evaluationAt(9.9));
        QCOMPARE(history.evaluationAt(19.9)->step, std::uint64_t(10));
        QCOMPARE(history.evaluationAt(20)->step, std::uint64_t(20));
    }

    void csvHasARowForEachStep()
    {
        CurveHistory history;
        const engine::StepRecord steps[] = {{1, 2.5f, 0.125f}, {2, 1.5f, 0.25f}};
        auto last = evaluation(2, 1.25f, 0.5f);
        last.trainSamples = 10;
        last.trainLoss = 1;
        last.trainAccuracy = 0.75f;
        const engine::EvaluationRecord evaluations[] = {evaluation(0, 2.25f, 0.1f), last};
        history.append(steps);
        history.append(evaluations);
        history.addEvent(2, QStringLiteral("rate \"0.5\""));
        QString text;
        QTextStream out(&text);
        writeCsv(history, 4, out);
        QCOMPARE(text, QStringLiteral("step,epoch,batch_loss,batch_accuracy,train_loss,train_accuracy,test_loss,"
                                      "test_accuracy,event\n"
                                      "0,0,,,,,2.25,0.100000001,\n"
                                      "1,0.25,2.5,0.125,,,,,\n"
                                      "2,0.5,1.5,0.25,1,0.75,1.25,0.5,\"rate \"\"0.5\"\"\"\n"));
    }

    void savesEveryKindOfFile()
    {
        const QTemporaryDir folder;
        CurveView view;
        view.setRunTitle(QStringLiteral("a run"));
        view.append(stepRecords(1, 100));
        append(view, evaluation(100, 0.1f, 0.9f));

        QVERIFY(!view.savePng(folder.filePath(QStringLiteral("a.png"))));
        const QImage image(folder.filePath(QStringLiteral("a.png")));
        QVERIFY(image.width() >= 1200);
        QVERIFY(!view.savePdf(folder.filePath(QStringLiteral("a.pdf"))));
        QFile pdf(folder.filePath(QStringLiteral("a.pdf")));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QCOMPARE(pdf.read(5), QByteArray("%PDF-"));
        QVERIFY(!view.saveCsv(folder.filePath(QStringLiteral("a.csv"))));
        QFile csv(folder.filePath(QStringLiteral("a.csv")));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll().count('\n'), 101);
    }

    void saysWhatOneMustKnowToReadTheCurves()
    {
        CurveView view;
        show(view);
        const auto* note = view.findChild<QLabel*>(QStringLiteral("curveNote"));
        QVERIFY(!note->isVisible());
        const QTemporaryDir folder;
        const auto exported = [&](const char* name) {
            const QString path = folder.filePath(QString::fromLatin1(name));
            return view.savePng(path) ? QImage() : QImage(path);
        };
        const QImage without = exported("a.png");
        view.setNote(QStringLiteral("Not measured on MNIST, but on something else"));
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(), QStringLiteral("Not measured on MNIST, but on something else"));
        QVERIFY(note->geometry().bottom() < view.plot()->geometry().top());
        QVERIFY(!without.isNull());
        QVERIFY(exported("b.png") != without);
        view.setNote({});
        QVERIFY(!note->isVisible());
        view.setNote(QStringLiteral("a <b> that is far too long ").repeated(20), QStringLiteral("and why"));
        QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), note->mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(view.findChild<QLabel*>(QStringLiteral("curveNote")), &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("a &lt;b&gt; that")), qPrintable(QToolTip::text())); // whole, and plain
        QVERIFY(QToolTip::text().contains(QStringLiteral("<br>and why")));
        view.setNote({});
        QCOMPARE(exported("c.png"), without);
    }

    void exportedPictureShowsTheCurves()
    {
        const QTemporaryDir folder;
        CurveView view;
        show(view);
        append(view, evaluation(0, 2, 0.1f));
        append(view, evaluation(100, 0.1f, 0.9f));
        settle(view);
        QVERIFY(!view.savePng(folder.filePath(QStringLiteral("a.png"))));
        const QImage image(folder.filePath(QStringLiteral("a.png")));
        const QRgb test = theme().test.rgb();
        int hits = 0;
        for (int y = image.height() / 4; y < image.height(); ++y) { // beneath the key
            for (int x = 0; x < image.width(); ++x)
                hits += image.pixel(x, y) == test;
        }
        QVERIFY(hits > 1000);
    }

    void saysWhichFileCouldNotBeWritten()
    {
        const QTemporaryDir folder;
        CurveView view;
        const QString path = folder.filePath(QStringLiteral("nowhere/curves.csv"));
        for (const auto& sentence : {view.saveCsv(path), view.savePng(path), view.savePdf(path)}) {
            QVERIFY(sentence);
            QVERIFY(sentence->contains(QStringLiteral("curves.csv")));
        }
    }

    void followsTheRunUntilSomebodyZooms()
    {
        CurveView view;
        show(view);
        view.append(stepRecords(1, 1000));
        settle(view);
        QVERIFY(view.plot()->visibleSteps().second >= 1000);

        QWidget* plot = plotOf(view);
        turnWheel(plot, {plot->width() / 2.0, plot->height() / 4.0}, 1);
        const auto zoomed = view.plot()->visibleSteps();
        QVERIFY(zoomed.second - zoomed.first < 0.9 * 1035);
        QVERIFY(!view.plot()->isFollowing());

        view.append(stepRecords(1001, 2000));
        settle(view);
        QCOMPARE(view.plot()->visibleSteps(), zoomed);

        auto* fit = view.findChild<QToolButton*>(QStringLiteral("fit"));
        QVERIFY(fit->isEnabled());
        QTest::mouseClick(fit, Qt::LeftButton);
        QVERIFY(view.plot()->isFollowing());
        QTRY_VERIFY(view.plot()->visibleSteps().second >= 2000);
        QVERIFY(!fit->isEnabled());
    }

    void bothPlotsZoomTogether()
    {
        CurveView view;
        show(view);
        view.append(stepRecords(1, 1000));
        settle(view);
        QWidget* plot = plotOf(view);
        turnWheel(plot, {plot->width() / 2.0, plot->height() / 4.0}, 4); // on the loss
        const auto once = view.plot()->visibleSteps();
        turnWheel(plot, {plot->width() / 2.0, plot->height() * 0.75}, 1); // and on the accuracy
        const auto twice = view.plot()->visibleSteps();
        QVERIFY(twice.second - twice.first < once.second - once.first);
    }

    void zoomingOutAgainFollowsAgain()
    {
        CurveView view;
        show(view);
        view.append(stepRecords(1, 1000));
        settle(view);
        QWidget* plot = plotOf(view);
        const QPointF middle(plot->width() / 2.0, plot->height() / 4.0);
        turnWheel(plot, middle, 2);
        QVERIFY(!view.plot()->isFollowing());
        turnWheel(plot, middle, -5);
        QVERIFY(view.plot()->isFollowing());
    }

    void dragPansBothPlots()
    {
        CurveView view;
        show(view);
        view.append(stepRecords(1, 1000));
        settle(view);
        QWidget* plot = plotOf(view);
        const QPoint middle(plot->width() / 2, plot->height() * 3 / 4); // on the accuracy
        turnWheel(plot, middle, 4);
        const auto before = view.plot()->visibleSteps();
        QTest::mousePress(plot, Qt::LeftButton, {}, middle);
        moveMouse(plot, middle - QPoint(50, 0), Qt::LeftButton);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, middle - QPoint(50, 0));
        const auto after = view.plot()->visibleSteps();
        QVERIFY(after.first > before.first);
        QVERIFY(qAbs((after.second - after.first) - (before.second - before.first)) < 1e-6);
    }

    void doubleClickFits()
    {
        CurveView view;
        show(view);
        view.append(stepRecords(1, 1000));
        settle(view);
        QWidget* plot = plotOf(view);
        const QPoint middle(plot->width() / 2, plot->height() / 4);
        turnWheel(plot, middle, 3);
        QTest::mouseDClick(plot, Qt::LeftButton, {}, middle);
        QVERIFY(view.plot()->isFollowing());
    }

    void readoutTellsTheValuesUnderTheMouse()
    {
        CurveView view;
        show(view);
        view.setStepsPerEpoch(100);
        view.append(stepRecords(1, 1000));
        append(view, evaluation(0, 2.3f, 0.1f));
        settle(view);
        QSignalSpy hovered(view.plot(), &CurvePlot::hovered);
        QWidget* plot = plotOf(view);
        moveMouse(plot, {plot->width() / 2, plot->height() / 4}, Qt::NoButton);
        QVERIFY(!hovered.isEmpty());
        const auto step = qvariant_cast<std::optional<double>>(hovered.last().first());
        QVERIFY(step && *step > 300 && *step < 700);
        const auto values = view.findChild<CurveReadout*>()->values();
        QCOMPARE(*values.step, std::uint64_t(std::llround(*step)));
        QCOMPARE(values.curves[std::size_t(Curve::Batch)]->loss, 1 / float(*values.step));
        QCOMPARE(values.curves[std::size_t(Curve::Test)]->loss, 2.3f);
        QCOMPARE(*values.epoch, double(*values.step) / 100);

        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(plot, &leave);
        QCOMPARE(*view.findChild<CurveReadout*>()->values().step, std::uint64_t(1000));
    }

    void aRestingMouseDoesNotHoldTheValuesBack()
    {
        CurveView view;
        show(view);
        view.append(stepRecords(1, 1000));
        settle(view);
        const auto step = [&] { return *view.findChild<CurveReadout*>()->values().step; };
        QWidget* plot = plotOf(view);
        const QPoint place(plot->width() / 2, plot->height() / 4);
        moveMouse(plot, place, Qt::NoButton);
        const auto pointedAt = step();
        QVERIFY(pointedAt < 700);
        view.append(stepRecords(1001, 1010));
        QCOMPARE(step(), pointedAt); // it has only just moved there
        QTRY_COMPARE(step(), std::uint64_t(1010));
        view.append(stepRecords(1011, 1020));
        QCOMPARE(step(), std::uint64_t(1020));
        moveMouse(plot, place + QPoint(1, 0), Qt::NoButton);
        QVERIFY(step() < 700);
    }

    void aSpikeLeavesTheFrameWithAMark()
    {
        CurveView view;
        show(view);
        std::vector<engine::StepRecord> records;
        for (std::uint64_t step = 1; step <= 3000; ++step)
            records.push_back({step, step == 2000 ? 900.0f : 0.2f + 2.0f / float(step), 0.5f});
        view.append(records);
        settle(view);
        QVERIFY2(view.plot()->visibleLoss().second < 3, qPrintable(QString::number(view.plot()->visibleLoss().second)));
        const auto marks = view.plot()->lossMarks();
        QVERIFY(!marks.empty());
        for (const double step : marks)
            QVERIFY2(step >= 1990 && step < 2250, qPrintable(QString::number(step)));
    }

    void whatDoesNotStandOutStaysInTheFrame()
    {
        CurveView view;
        show(view);
        view.append(stepRecords(1, 1000)); // from 1 down to 0.001
        for (const std::uint64_t step : {0, 200, 400, 600, 800, 1000})
            append(view, evaluation(step, step == 0 ? 2.3f : float(step) / 1000, 0.5f)); // learnt by heart
        settle(view);
        QVERIFY(view.plot()->lossMarks().empty());
        QVERIFY(view.plot()->visibleLoss().second > 2.3);
        turnWheel(plotOf(view), {700.0 - 12, 100}, 4); // the end alone, where only the last is high
        settle(view);
        QVERIFY(view.plot()->visibleSteps().first > 400);
        QVERIFY(view.plot()->visibleLoss().second > 1);
    }

    void detailLeavesTheSteepBeginningOut()
    {
        CurveView view;
        show(view);
        for (std::uint64_t epoch = 0; epoch <= 20; ++epoch)
            append(view, evaluation(100 * epoch, epoch == 0 ? 2.3f : 0.1f + 0.001f * float(epoch),
                                    epoch == 0 ? 0.1f : 0.98f - 0.0005f * float(epoch)));
        settle(view);
        QVERIFY(view.plot()->visibleAccuracy().first < 10);
        QTest::mouseClick(view.findChild<QToolButton*>(QStringLiteral("detail")), Qt::LeftButton);
        settle(view);
        QVERIFY(view.plot()->visibleAccuracy().first > 95);
        QVERIFY(view.plot()->visibleAccuracy().second < 99);
        QVERIFY(view.plot()->visibleLoss().second < 0.2);
        QCOMPARE(view.plot()->lossMarks().front(), 0.0); // the beginning is told of
        QTest::mouseClick(view.findChild<QToolButton*>(QStringLiteral("detail")), Qt::LeftButton);
        settle(view);
        QVERIFY(view.plot()->visibleAccuracy().first < 10);
    }

    void logarithmicErrorTellsLateAccuraciesApart()
    {
        CurveView view;
        show(view);
        const float accuracies[] = {0.1f, 0.91f, 0.991f}; // 90, 9 and 0.9 % are wrong
        for (std::size_t i = 0; i < 3; ++i)
            append(view, evaluation(100 * i, 1, accuracies[i]));
        auto* error = view.findChild<QCheckBox*>(QStringLiteral("logarithmicError"));
        error->click();
        settle(view);
        const auto [least, most] = view.plot()->visibleAccuracy();
        QVERIFY2(least > 0.5 && least < 0.9 && most > 90 && most < 150, qPrintable(QStringLiteral("%1 to %2").arg(least).arg(most)));
        append(view, evaluation(300, 1, 1)); // nothing is wrong: a logarithm has no zero
        settle(view);
        QVERIFY(view.plot()->visibleAccuracy().first > 0);
        QVERIFY(!view.grab().isNull());
        error->click();
        settle(view);
        QVERIFY(view.plot()->visibleAccuracy().second > 99);
    }

    void drawsNothingWhileHiddenAndCatchesUp()
    {
        CurveView view;
        QCoreApplication::processEvents(); // a QCustomPlot draws itself once when it is made
        QSignalSpy drawn(view.plot(), &CurvePlot::drawn);
        for (std::uint64_t step = 1; step <= 100; ++step)
            view.append(stepRecords(step, step));
        QCoreApplication::processEvents();
        QCOMPARE(drawn.size(), 0);
        show(view);
        QTRY_VERIFY(!drawn.isEmpty());
        QVERIFY(view.plot()->visibleSteps().second >= 100);
    }

    void manyAppendsAreOneReplot()
    {
        CurveView view;
        show(view);
        settle(view);
        QSignalSpy drawn(view.plot(), &CurvePlot::drawn);
        QVERIFY(!drawn.wait(100)); // the pause after the last replot is over
        for (std::uint64_t step = 1; step <= 1000; ++step)
            view.append(stepRecords(step, step));
        QTRY_VERIFY(view.plot()->visibleSteps().second >= 1000);
        QTRY_COMPARE(drawn.size(), 1);
        QVERIFY(!drawn.wait(100)); // nor another once the pause is over
    }

    void sayWhatToDoWhileEmpty()
    {
        CurveView view;
        show(view);
        const auto labels = view.findChildren<QLabel*>();
        const auto found = std::ranges::find_if(labels, [](const QLabel* label) {
            return label->text().contains(QStringLiteral("Press Train"));
        });
        QVERIFY(found != labels.end());
        QVERIFY((*found)->isVisible());
        append(view, evaluation(0, 2.3f, 0.1f));
        QVERIFY(!(*found)->isVisible());
        view.clear();
        QVERIFY((*found)->isVisible());
    }

    void theTitleLosesWholeParts()
    {
        CurveView view;
        view.setRunTitle(QStringLiteral("mlp-128-64 · adam · seed 1"));
        view.resize(1000, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const auto* title = view.findChild<QLabel*>(QStringLiteral("runTitle"));
        QCOMPARE(title->text(), QStringLiteral("mlp-128-64 · adam · seed 1"));
        const QStringList allowed{QStringLiteral("mlp-128-64 · adam · seed 1"), QStringLiteral("mlp-128-64 · adam"), QStringLiteral("mlp-128-64"), QString()};
        for (int width = 1000; width > 300; width -= 10) {
            view.resize(width, 400);
            QVERIFY2(allowed.contains(title->text()), qPrintable(title->text()));
            QVERIFY(title->fontMetrics().horizontalAdvance(title->text()) <= title->width() || title->text().isEmpty());
        }
        QVERIFY(title->text().isEmpty());
    }

    void theLabelOfTheSmoothingIsExplainedAsItsSliderIs()
    {
        CurveView view;
        const auto* slider = view.findChild<QSlider*>(QStringLiteral("smoothing"));
        const auto* label = view.findChild<QLabel*>(QStringLiteral("smoothingLabel"));
        QVERIFY(label->toolTip().endsWith(QStringLiteral("averaged: 32")));
        QCOMPARE(label->toolTip(), slider->toolTip());
    }

    void smoothingSliderSmooths()
    {
        CurveView view;
        auto* slider = view.findChild<QSlider*>(QStringLiteral("smoothing"));
        slider->setValue(slider->minimum());
        QCOMPARE(view.history().smoothing(), 1.0);
        slider->setValue(slider->maximum());
        QCOMPARE(view.history().smoothing(), 1000.0);
    }

    void logarithmicLossSurvivesZeroAndInfinity()
    {
        CurveView view;
        show(view);
        view.findChild<QCheckBox*>(QStringLiteral("logarithmicLoss"))->setChecked(true);
        const engine::StepRecord records[] = {{1, 0, 1}, {2, std::numeric_limits<float>::infinity(), 0}, {3, 1, 1}};
        view.append(records);
        view.addEventMark(2, QStringLiteral("rate 0.1"));
        settle(view);
        QVERIFY(!view.grab().isNull());
    }
};

const RegisteredTest<CurveViewTest, QApplication> registeredCurveViewTest;
#include "tst_curve_view.moc"
