#include "app/session/builtin_models.h"
#include "app/session/my_digits.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/pad/correction_bar.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/pad_tool_bar.h"
#include "app/views/my_digits/digit_grid.h"
#include "app/views/my_digits/fine_tuning_report.h"
#include "app/views/my_digits/my_digits_panel.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

/// "I drew a …", the panel of one's own digits and learning from them, as a person uses them.
class WindowMyDigitsTest : public WindowTest
{
    Q_OBJECT

private slots:
    void aKeySaysWhatTheDrawingIs()
    {
        drawWithMouse(pad(), handMade(3).front());
        m_open->press(Qt::Key_3);
        QCOMPARE(labels(), (std::vector<int>{3}));
        QCOMPARE(m_open->session().myDigits.digits()[0]->sample.strokes, pad().strokes());
        QVERIFY(m_open->part<QToolButton>(QStringLiteral("itsA3")).isChecked());
        QTRY_COMPARE(inFile(), std::size_t{1});
        m_open->press(Qt::Key_8); // the same drawing, said otherwise
        QCOMPARE(labels(), (std::vector<int>{8}));
        drawWithMouse(pad(), {{2, 2}, {5, 2}}); // another drawing
        QVERIFY(!m_open->part<QToolButton>(QStringLiteral("itsA8")).isChecked());
        m_open->press(Qt::Key_X);
        QCOMPARE(labels(), (std::vector<int>{8, -1}));
    }

    void anEmptyPadAndATestDigitAreNotKept()
    {
        m_open->press(Qt::Key_4);
        QCOMPARE(m_open->notice().message(), QStringLiteral("Draw a digit first, then say what it is."));
        drawWithMouse(pad(), handMade(4).front());
        m_open->session().selection.selectTestDigit(2);
        m_open->press(Qt::Key_4);
        QVERIFY(labels().empty());
    }

    void theWriterIsKeptWithTheDrawing()
    {
        showPanel();
        QTest::keyClicks(&m_open->part<QLineEdit>(QStringLiteral("writer")), QStringLiteral("Ada 2"));
        QVERIFY(labels().empty()); // digits that are typed there are text
        drawWithMouse(pad(), handMade(1).front());
        QTest::mouseClick(&m_open->part<QToolButton>(QStringLiteral("itsA1")), Qt::LeftButton);
        QCOMPARE(m_open->session().myDigits.digits().at(0)->sample.writer, std::optional<std::string>("Ada 2"));
    }

    void isEmptyAtFirstAndSaysWhatToDo()
    {
        showPanel();
        QVERIFY(m_open->part<QLabel>(QStringLiteral("myDigitsEmpty")).isVisible());
        QVERIFY(!m_open->part<QPushButton>(QStringLiteral("learnDigits")).isEnabled());
    }

    void isFilteredEditedAndUndoneByKeyboard()
    {
        showPanel();
        fill({3, 5, 5});
        QCOMPARE(grid().count(), 3);
        auto& filter = m_open->part<QComboBox>(QStringLiteral("filter"));
        choose(filter, QStringLiteral("5 (2)"));
        QCOMPARE(grid().count(), 2);
        grid().setFocus();
        QTest::keyClick(&grid(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&grid(), Qt::Key_6);
        QCOMPARE(labels(), (std::vector<int>{3, 6, 6}));
        choose(filter, QStringLiteral("All (3)"));
        QCOMPARE(grid().selectedIds().size(), std::size_t{0}); // they were out of sight
        QTest::keyClick(&grid(), Qt::Key_Home);
        QTest::keyClick(&grid(), Qt::Key_Delete);
        QCOMPARE(labels(), (std::vector<int>{6, 6}));
        QTest::keyClick(&grid(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(&grid(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(labels(), (std::vector<int>{3, 5, 5}));
        QTest::keyClick(&grid(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(labels(), (std::vector<int>{3, 6, 6}));
        QVERIFY(pad().isEmpty());
    }

    void theSelectionStaysWithADigitWhoseLabelChanges()
    {
        showPanel();
        fill({3, 5});
        grid().setCurrentRow(1);
        QTest::keyClick(&grid(), Qt::Key_7);
        QCOMPARE(labels(), (std::vector<int>{3, 7}));
        QCOMPARE(grid().selectedItems().size(), 1);
        QVERIFY(grid().item(1)->isSelected());
    }

    void aNumberOnTheWidePadIsNotKeptAsOneDigit()
    {
        pad().setWide(true);
        pad().setStrokes(handMade(2));
        QTest::keyClick(&m_open->window, Qt::Key_2);
        QVERIFY(labels().empty());
        pad().setWide(false);
        pad().setStrokes(handMade(2));
        QTest::keyClick(&m_open->window, Qt::Key_2);
        QCOMPARE(labels(), (std::vector<int>{2}));
    }

    void aDroppedFileIsImported()
    {
        const QString file = m_place.file("drop.jsonl");
        engine::writeDigits({engine::userDigit(handMade(2), 2, {})}, file.toStdString());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_open->window, &enter); // a drop goes to where the drag has entered
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_open->window, &drop);
        QTRY_COMPARE(labels(), (std::vector<int>{2}));
        QTRY_VERIFY(m_open->part<MyDigitsPanel>().isVisible());
    }

    void whatHoldsNoDrawingLeadsNowhere()
    {
        const QString file = m_place.file("log.jsonl");
        QFile log(file);
        QVERIFY(log.open(QIODevice::WriteOnly) && log.write("{\"loss\": 0.1}\n") > 0);
        log.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_open->window, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_open->window, &drop);
        QTRY_VERIFY(m_open->notice().message().contains(QStringLiteral("log.jsonl holds no drawing that can be read")));
        QVERIFY(!m_open->window.findChild<MyDigitsPanel*>() || !m_open->part<MyDigitsPanel>().isVisible());
    }

    void anUntrainedNetworkIsNotTaught()
    {
        showPanel();
        fill({3});
        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("learnDigits")), Qt::LeftButton);
        QTRY_VERIFY(m_open->notice().message().contains(QStringLiteral("has learnt nothing yet")));
        QVERIFY(m_open->part<QPushButton>(QStringLiteral("learnDigits")).isEnabled());
    }

    void learnsShowsBeforeAndAfterAndIsUndone()
    {
        train();
        showPanel();
        fill({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        const auto before = m_open->state().weights->parameters;
        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("learnDigits")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->part<FineTuningReport>().isVisible(), 60'000);
        QVERIFY(m_open->state().weights->parameters != before);
        QVERIFY(m_open->part<QLabel>(QStringLiteral("mineLine")).text().contains(QStringLiteral("right of 10")));
        QVERIFY(m_open->part<QLabel>(QStringLiteral("testLine")).text().contains(QStringLiteral("right of 60")));
        QVERIFY(m_open->state().trainedOn.endsWith(QStringLiteral("then 10 digits of mine")));
        QVERIFY(m_open->part<QLabel>(QStringLiteral("curveNote")).isHidden()); // the curves are of the data at hand all the same
        QTRY_VERIFY(!grid().item(0)->data(Qt::AccessibleTextRole).toString().isEmpty());
        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("undoLearning")), Qt::LeftButton);
        QCOMPARE(m_open->state().weights->parameters, before);
        QVERIFY(!m_open->part<FineTuningReport>().isVisible());
    }

    void transformsAsSuitsTheWriterThatItHasLearnt()
    {
        m_open->session().runs.open(fromSavedModel(openModel("builtin")));
        QAction* upright = m_open->part<PadToolBar>().uprightAction();
        QVERIFY(!upright->isVisible()); // it knows no writer
        showPanel();
        engine::UserDigits kept;
        for (int i = 0; i < 20; ++i)
            kept.push_back(engine::userDigit(leaning(handMade(i % 10)), i % 10, {}));
        m_open->session().myDigits.add(kept);
        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("learnDigits")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->part<FineTuningReport>().isVisible(), 60'000);
        const QString line = m_open->part<QLabel>(QStringLiteral("handLine")).text();
        QVERIFY2(line.contains(QStringLiteral("to the left")), qPrintable(line));

        QVERIFY(upright->isVisible() && upright->isChecked());
        QVERIFY(m_open->part<QToolButton>(QStringLiteral("upright")).isVisible());
        m_open->window.resize(1024, 700);
        QCOMPARE(m_open->window.width(), 1024); // there is room for it
        m_open->window.resize(1280, 800);
        QVERIFY(upright->toolTip().contains(QStringLiteral("to the left")));
        const auto strokes = leaning(handMade(3));
        pad().setStrokes(strokes);
        const engine::WriterTransform& writer = m_open->state().input.writer;
        QVERIFY(sees(engine::digitFromStrokes(engine::transformed(strokes, writer))));
        QCOMPARE(m_open->part<DigitImageView>(QStringLiteral("seen")).caption(), QStringLiteral("The network sees: straightened"));
        upright->trigger(); // another draws
        QVERIFY(sees(engine::digitFromStrokes(strokes)));
        QCOMPARE(m_open->part<DigitImageView>(QStringLiteral("seen")).caption(), QStringLiteral("The network sees"));
        m_open->press(Qt::Key_N); // a number, its digits alike
        pad().setStrokes(strokes);
        QVERIFY(sees(engine::digitFromStrokes(strokes)));
        upright->trigger();
        QVERIFY(sees(engine::digitFromStrokes(engine::transformed(strokes, writer))));
        m_open->press(Qt::Key_N);
        pad().setStrokes(strokes);

        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("undoLearning")), Qt::LeftButton);
        QVERIFY(!upright->isVisible());
        QVERIFY(sees(engine::digitFromStrokes(strokes)));
    }

    void saysWhatHeldFineTuningBack()
    {
        FineTuningReport report;
        FineTuningOutcome outcome;
        report.setOutcome(outcome);
        QVERIFY(!report.text().contains(QStringLiteral("is used")));
        outcome.way = 0.6;
        report.setOutcome(outcome);
        QVERIFY(report.text().contains(QStringLiteral("Only 60 % of the change to the weights is used")));
    }

    void cancelLeavesTheNetworkAsItWas()
    {
        train();
        showPanel();
        fill({0, 1, 2});
        const auto before = m_open->state().weights;
        auto& learn = m_open->part<QPushButton>(QStringLiteral("learnDigits"));
        auto& cancel = m_open->part<QPushButton>(QStringLiteral("cancelLearning"));
        learn.setFocus();
        m_open->press(Qt::Key_Tab);
        m_open->press(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(m_open->window.focusWidget(), &learn);
        QTest::keyClick(&learn, Qt::Key_Space);
        QCOMPARE(m_open->window.focusWidget(), &cancel); // the same key again ends what it began
        QTest::keyClick(&cancel, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!m_open->session().fineTuner.isActive(), 60'000);
        QCOMPARE(m_open->state().weights, before);
        QTRY_VERIFY(learn.isEnabled());
        QCOMPARE(m_open->window.focusWidget(), &learn);
    }

    void anEndingRunIsTaughtFromWhereItStands()
    {
        m_open->run().train();
        QTRY_VERIFY(m_open->state().weights->step > 0);
        showPanel();
        fill({0, 1, 2});
        m_open->session().fineTuner.start();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->part<FineTuningReport>().isVisible(), 60'000);
        QVERIFY(m_open->state().checkpoint);
        QCOMPARE(m_open->state().checkpoint->parameters, m_open->state().weights->parameters);
    }

private:
    bool isReady() override { return QTest::qWaitFor([this] { return m_open->session().myDigits.isLoaded(); }); }
    DigitPad& pad() { return m_open->part<DigitPad>(); }
    DigitGrid& grid() { return m_open->part<DigitGrid>(QStringLiteral("myDigits")); }
    void showPanel()
    {
        m_open->show("my_digits");
        QTRY_VERIFY(m_open->part<MyDigitsPanel>().isVisible());
    }
    void train()
    {
        m_open->run().train();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->phase() == Run::Phase::Finished, 60'000);
    }
    void fill(const std::vector<int>& digits)
    {
        engine::UserDigits kept;
        for (const int digit : digits)
            kept.push_back(engine::userDigit(handMade(digit), digit, {}));
        m_open->session().myDigits.add(kept);
    }
    static std::vector<engine::Stroke> leaning(const std::vector<engine::Stroke>& strokes)
    {
        return engine::transformed(strokes, {.xy = 0.8}); // far to the left
    }
    bool sees(const std::optional<engine::DigitImage>& image)
    {
        const auto& picture = m_open->session().inspection.input();
        return picture && image && std::ranges::equal(picture->pixels, *image);
    }
    static void choose(QComboBox& box, const QString& text)
    {
        const int index = box.findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        box.setCurrentIndex(index);
        emit box.activated(index);
    }
    std::vector<int> labels()
    {
        std::vector<int> all;
        for (const auto& digit : m_open->session().myDigits.digits())
            all.push_back(digit->sample.label.value_or(-1));
        return all;
    }
    static std::size_t inFile() { return engine::readDigits(MyDigits::usualFile(), engine::Missing::IsEmpty).digits.size(); }
};

const RegisteredTest<WindowMyDigitsTest, QApplication> registeredWindowMyDigitsTest;
#include "tst_window_my_digits.moc"
