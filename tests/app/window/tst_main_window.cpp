#include "app/session/builtin_models.h"
#include "app/session/model_files.h"
#include "app/views/model/model_panel.h"
#include "engine/drawing/digit_image.h"
#include "engine/gallery/gallery.h"
#include "engine/inspect/predictor.h"
#include "tests/app/window/window_test.h"
#include "tests/app/session/run_fixture.h"
#include "tests/numbers.h"
#include "tests/registered_test.h"
#include "ui/charts/activation_canvas.h"
#include "ui/charts/curve_view.h"
#include "ui/charts/weights_grid.h"
#include "ui/charts/weights_panel.h"
#include "ui/pad/probability_bars.h"
#include "app/views/unit/inspector.h"
#include "ui/panels/transport_bar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using Phase = Run::Phase;

namespace {

std::size_t likeliest(const ProbabilityBars& bars)
{
    const auto& shown = bars.prediction().probabilities;
    return std::size_t(std::ranges::max_element(shown) - shown.begin());
}

} // namespace

class MainWindowTest : public WindowTest
{
    Q_OBJECT

private slots:
    void opensWithinALowScreen()
    {
        m_open.reset();
        QSettings().clear();
        const MainWindow window(m_place.options());
        const QSize screen = window.screen()->availableSize();
        QCOMPARE(screen, QSize(800, 800)); // of the platform without a screen
        QVERIFY2(window.height() < screen.height(), "no room for a frame");
    }

    // Training.

    void trainingStartedByAClickMovesCurvesAndHeatMaps()
    {
        m_open->show("weights"); // Weights
        auto* heatMaps = m_open->part<WeightsPanel>().grid(0);
        QTRY_VERIFY(heatMaps->isVisible());
        const QImage before = heatMaps->grab().toImage();
        const CurveHistory& curves = m_open->part<CurveView>().history();
        QVERIFY(curves.isEmpty());

        QTest::mouseClick(&m_open->part<QToolButton>(QStringLiteral("play")), Qt::LeftButton);
        QTRY_COMPARE(m_open->phase(), Phase::Finished);
        QTRY_VERIFY(heatMaps->grab().toImage() != before);
        m_open->show("train"); // the curves, which were out of sight
        QTRY_COMPARE(curves.steps().size(), std::size_t{20 * 10});
        QCOMPARE(curves.evaluations().front().step, std::uint64_t{0});
        QCOMPARE(curves.evaluations().back().step, std::uint64_t{200});
    }

    void spacePausesAndGoesOn()
    {
        m_open->session().runs.replace(freshNetwork(endlessEpochs()));
        m_open->press(Qt::Key_Space);
        QTRY_VERIFY(m_open->state().isTrained());
        m_open->press(Qt::Key_Space);
        QTRY_COMPARE(m_open->phase(), Phase::Paused);
        const quint64 step = m_open->state().weights->step;
        m_open->press(Qt::Key_Space);
        QTRY_VERIFY(m_open->state().weights->step > step);
    }

    void spacePressesTheButtonThatTabHasGoneTo()
    {
        auto& newSeed = m_open->part<QToolButton>(QStringLiteral("newSeed"));
        for (int tabs = 0; m_open->window.focusWidget() != &newSeed && tabs < 100; ++tabs)
            m_open->press(Qt::Key_Tab);
        QCOMPARE(m_open->window.focusWidget(), &newSeed);
        QSignalSpy pressed(&newSeed, &QToolButton::clicked);
        QTest::keyClick(&newSeed, Qt::Key_Space);
        QCOMPARE(pressed.size(), 1);
        QVERIFY(!m_open->state().isTrained());
        QCOMPARE(m_open->phase(), Phase::Idle);

        QTest::mouseClick(&m_open->part<DigitPad>(), Qt::LeftButton); // the keys are the whole window's again
        m_open->press(Qt::Key_Space);
        QTRY_COMPARE(m_open->phase(), Phase::Finished);
    }

    void sMakesExactlyOneStep()
    {
        for (const quint64 step : {1, 2}) {
            m_open->press(Qt::Key_S);
            QTRY_VERIFY(m_open->isPausedAt(step));
            QTRY_COMPARE(m_open->part<CurveView>().history().steps().size(), std::size_t(step)); // drawn with the next frame
        }
    }

    void rRewindsAndUndoBringsTheTrainedNetworkBack()
    {
        const engine::Buffer start = m_open->state().weights->parameters;
        m_open->press(Qt::Key_Space);
        QTRY_COMPARE(m_open->phase(), Phase::Finished);
        const engine::Buffer trained = m_open->state().weights->parameters;
        m_open->press(Qt::Key_R);
        QVERIFY(m_open->state().weights->parameters == start);
        QVERIFY(m_open->part<CurveView>().history().isEmpty());

        auto& undo = m_open->part<QPushButton>(QStringLiteral("action"));
        QTRY_VERIFY(undo.isVisible());
        QTest::mouseClick(&undo, Qt::LeftButton);
        QVERIFY(m_open->state().weights->parameters == trained);
        QCOMPARE(m_open->part<CurveView>().history().steps().size(), std::size_t{200});
        QVERIFY(!m_open->notice().isVisible());
    }

    void aFinishedRunThatIsBroughtBackSaysWhatTrainAdds()
    {
        auto* play = m_open->session().commands.action(QStringLiteral("run.train"));
        m_open->press(Qt::Key_Space);
        QTRY_COMPARE(m_open->phase(), Phase::Finished);
        QTRY_COMPARE(play->text(), QStringLiteral("20 more epochs"));
        m_open->press(Qt::Key_R);
        QTRY_COMPARE(play->text(), QStringLiteral("Train"));
        QVERIFY(m_open->session().commands.run(QStringLiteral("run.back")));
        QCOMPARE(m_open->phase(), Phase::Finished);
        QTRY_COMPARE(play->text(), QStringLiteral("20 more epochs"));
        QVERIFY(m_open->session().commands.run(QStringLiteral("run.forward")));
        QTRY_COMPARE(play->text(), QStringLiteral("Train"));
        QVERIFY(!m_open->session().commands.run(QStringLiteral("run.forward")));
    }

    void aRateTypedWhileItTrainsIsLoggedAndMarked()
    {
        m_open->session().runs.replace(freshNetwork(endlessEpochs()));
        m_open->press(Qt::Key_Space);
        QTRY_VERIFY(m_open->state().isTrained());
        auto& rate = *m_open->part<TransportBar>().findChild<QLineEdit*>(QStringLiteral("learningRate"));
        rate.setFocus();
        rate.selectAll();
        QTest::keyClicks(&rate, QStringLiteral("0.005"));
        QTest::keyClick(&rate, Qt::Key_Return);
        QTRY_COMPARE(m_open->state().log.events.size(), std::size_t{1});
        QCOMPARE(m_open->state().log.events.front().learningRate, 0.005f);
        QCOMPARE(m_open->part<CurveView>().history().events().size(), std::size_t{1});
        m_open->show("model");
        QCOMPARE(m_open->part<ModelPanel>().draft().optimizer.real("learning_rate"), 0.005);
        QCOMPARE(rate.text(), QStringLiteral("0.005"));
    }

    /// As on the Model page: a rate with which nothing is learnt can be tried, and is warned of.
    void ratesGoAsFarAsTheOptimisersDo()
    {
        auto& rate = *m_open->part<TransportBar>().findChild<QLineEdit*>(QStringLiteral("learningRate"));
        rate.setFocus();
        rate.selectAll();
        QTest::keyClicks(&rate, QStringLiteral("25"));
        QTest::keyClick(&rate, Qt::Key_Return);
        QCOMPARE(m_open->run().learningRate(), 25.0);
        rate.selectAll();
        QTest::keyClicks(&rate, QStringLiteral("-1"));
        QTest::keyClick(&rate, Qt::Key_Return);
        QCOMPARE(m_open->run().learningRate(), 25.0);
    }

    void escInAFieldIsTheFieldsOwn()
    {
        m_open->session().pad.setStrokes({{{8, 6}, {20, 6}, {12, 22}}});
        auto& rate = *m_open->part<TransportBar>().findChild<QLineEdit*>(QStringLiteral("learningRate"));
        rate.setFocus();
        QTest::keyClick(&rate, Qt::Key_Escape);
        QVERIFY(!m_open->session().pad.strokes().empty());
        m_open->press(Qt::Key_Escape);
        QVERIFY(m_open->session().pad.strokes().empty());
    }

    void canBeClosedWhileItTrains()
    {
        m_open->session().runs.replace(freshNetwork(endlessEpochs()));
        drawWithMouse(m_open->part<DigitPad>(), handMade(3).front());
        m_open->press(Qt::Key_Space);
        QTRY_VERIFY(m_open->state().isTrained());
        m_open->window.close();
        m_open.reset();
    }

    // The pad.

    void everyMoveOfThePenChangesTheBars()
    {
        auto& pad = m_open->part<DigitPad>();
        auto& bars = m_open->part<ProbabilityBars>();
        QCOMPARE(bars.prediction().kind, Prediction::Kind::Empty);
        std::vector<float> last;
        int moves = 0, right = 0, changes = 0;
        engine::Predictor predictor(m_open->state().network);
        drawWithMouse(pad, handMade(2).front(), [&] {
            const auto image = engine::digitFromStrokes(pad.strokes());
            ++moves;
            const auto expected = predictor.predict(m_open->state().weights->parameters, *image);
            right += largestDifference(bars.prediction().probabilities, expected) < 1e-5;
            changes += bars.prediction().probabilities != last;
            last = bars.prediction().probabilities;
        });
        QVERIFY(moves > 30);
        QCOMPARE(right, moves);
        QVERIFY(changes > moves - 5); // the digit's first line is straight, and so looks the same at any length
        QCOMPARE(bars.prediction().kind, Prediction::Kind::Untrained);

        m_open->press(Qt::Key_Escape);
        QVERIFY(pad.isEmpty());
        QCOMPARE(bars.prediction().kind, Prediction::Kind::Empty);
        m_open->press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bars.prediction().probabilities, last);
    }

    void theDrawingIsReadWithTheNewestWeights()
    {
        drawWithMouse(m_open->part<DigitPad>(), handMade(2).front());
        auto& bars = m_open->part<ProbabilityBars>();
        const auto untrained = bars.prediction().probabilities;
        m_open->press(Qt::Key_S);
        QTRY_VERIFY(m_open->isPausedAt(1));
        QTRY_COMPARE(bars.prediction().kind, Prediction::Kind::Trained);
        QVERIFY(bars.prediction().probabilities != untrained);
    }

    void theShippedNetworkReadsHandMadeDigits()
    {
        const auto shipped = builtinModels();
        if (shipped.empty())
            QSKIP("This build has no shipped network.");
        m_open->session().models.open(QStringLiteral("builtin"));
        QTRY_VERIFY(m_open->state().isTrained());
        auto& pad = m_open->part<DigitPad>();
        QStringList wrong;
        for (int digit = 0; digit < 10; ++digit) {
            pad.clear();
            for (const engine::Stroke& stroke : handMade(digit))
                drawWithMouse(pad, stroke);
            const std::size_t read = likeliest(m_open->part<ProbabilityBars>());
            if (read != std::size_t(digit))
                wrong << QStringLiteral("%1 as %2").arg(digit).arg(read);
        }
        QVERIFY2(wrong.size() <= 1, qPrintable(wrong.join(QStringLiteral(", "))));
    }

    void tellsWhichDataTheCurvesAreOf()
    {
        const auto& note = m_open->part<QLabel>(QStringLiteral("curveNote"));
        QVERIFY(note.isHidden());
        if (builtinModels().empty())
            QSKIP("This build has no shipped network.");
        m_open->session().models.open(QStringLiteral("builtin:mlp"));
        QTRY_VERIFY(m_open->state().isTrained());
        QVERIFY(!note.isHidden());
        QVERIFY2(note.text().contains(QStringLiteral("its own training data, not from ")), qPrintable(note.text()));
        QVERIFY2(note.toolTip().contains(QStringLiteral("MNIST + train.jsonl + synthetic digits + non-digits")), qPrintable(note.toolTip()));
        m_open->press(Qt::Key_R);
        m_open->press(Qt::Key_S); // a step on the data at hand
        QTRY_COMPARE(m_open->phase(), Run::Phase::Paused);
        QVERIFY(note.isHidden());
    }

    // One selection for all views.

    void arrowsStepThroughTheTestDigits()
    {
        const engine::Dataset& test = m_open->session().runs.data()->test;
        const auto isRead = [&](std::size_t index) {
            return m_open->session().selection.testDigit() == index
                && std::ranges::equal(m_open->session().inspection.input()->pixels, test.sample(index))
                && std::ranges::equal(m_open->part<ProbabilityBars>().prediction().probabilities, m_open->session().inspection.prediction()->probabilities());
        };
        m_open->press(Qt::Key_Right);
        QVERIFY(isRead(0));
        m_open->show("inside"); // Inside
        auto& inside = m_open->part<ActivationCanvas>();
        QTRY_VERIFY(inside.isVisible());
        const QImage first = inside.grab().toImage();
        m_open->press(Qt::Key_Right);
        QVERIFY(isRead(1));
        QVERIFY(inside.grab().toImage() != first);
        m_open->press(Qt::Key_Left);
        m_open->press(Qt::Key_Left);
        QVERIFY(isRead(59)); // around

        drawWithMouse(m_open->part<DigitPad>(), handMade(7).front());
        QVERIFY(!m_open->session().selection.testDigit()); // whoever draws wants to see the drawing
    }

    void arrowsInAFieldAreTheFields()
    {
        auto& rate = *m_open->part<TransportBar>().findChild<QLineEdit*>(QStringLiteral("learningRate"));
        rate.setFocus();
        rate.setCursorPosition(2);
        QTest::keyClick(&rate, Qt::Key_Left);
        QCOMPARE(rate.cursorPosition(), 1);
        QVERIFY(!m_open->session().selection.testDigit());
    }

    void aClickOnAWeightPictureSelectsTheUnitEverywhere()
    {
        drawWithMouse(m_open->part<DigitPad>(), handMade(5).front());
        m_open->show("weights");
        auto* grid = m_open->part<WeightsPanel>().grid(0);
        QTRY_VERIFY(grid->isVisible());
        const QImage unselected = grid->grab().toImage();
        QTest::mouseClick(grid, Qt::LeftButton, {}, grid->pictureRect(5).center());
        QVERIFY((m_open->session().selection.unit() == Selection::Unit{1, 5}));
        QVERIFY(grid->grab().toImage() != unselected);
        auto& page = m_open->part<Inspector>();
        QTRY_VERIFY(page.isVisible()); // it comes to the front
        const auto title = [&] { return page.findChild<QLabel*>(QStringLiteral("title"))->text(); };
        QVERIFY2(title().contains(QStringLiteral("dense_1")) && title().contains(QStringLiteral("5")), qPrintable(title()));

        m_open->press(Qt::Key_L);
        QVERIFY((m_open->session().selection.unit() == Selection::Unit{1, 6}));
        QVERIFY2(title().contains(QStringLiteral("6")), qPrintable(title()));
    }

    void aSelectedUnitLeavesTheScrollingToTheHand()
    {
        m_open->session().runs.replace(freshNetwork(engine::findPreset("mlp-128-64")));
        m_open->show("weights");
        auto& weights = m_open->part<WeightsPanel>();
        QTRY_VERIFY(weights.isVisible());
        m_open->session().selection.selectUnit(Selection::Unit{1, 0}); // at the top
        auto* bar = weights.findChild<QScrollArea*>()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        QCoreApplication::processEvents(); // the layout settles
        bar->setValue(bar->maximum());
        const int scrolled = bar->value();
        m_open->press(Qt::Key_S);
        QTRY_VERIFY(m_open->isPausedAt(1));
        QCOMPARE(bar->value(), scrolled);
    }
};

const RegisteredTest<MainWindowTest, QApplication> registeredMainWindowTest;
#include "tst_main_window.moc"
