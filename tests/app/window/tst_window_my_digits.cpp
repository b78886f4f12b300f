#include "app/builtin_models.h"
#include "app/my_digits.h"
#include "app/window/learning_presenter.h"
#include "app/window/my_digits_presenter.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/pad/correction_bar.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/pad_tool_bar.h"
#include "ui/panels/digit_grid.h"
#include "ui/panels/learning_report.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/my_digits_view.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

/// "It's a …", the panel of one's own digits and learning from them, as a person uses them.
class WindowMyDigitsTest : public WindowTest
{
    Q_OBJECT

private slots:
    void aKeySaysWhatTheDrawingIs()
    {
        drawWithMouse(pad(), handMade(3).front());
        m_open->press(Qt::Key_3);
        QCOMPARE(labels(), (std::vector<int>{3}));
        QCOMPARE(presenter().set().digits()[0]->sample.strokes, pad().strokes());
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
        QCOMPARE(m_open->part<QLabel>(QStringLiteral("correctionNotice")).text(), QStringLiteral("draw a digit first"));
        drawWithMouse(pad(), handMade(4).front());
        m_open->window.selection().selectTestDigit(2);
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
        QCOMPARE(presenter().set().digits().at(0)->sample.writer, std::optional<std::string>("Ada 2"));
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
        engine::writeDigits({engine::keep(handMade(2), 2, {})}, file.toStdString());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_open->window, &enter); // a drop goes to where the drag has entered
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_open->window, &drop);
        QTRY_COMPARE(labels(), (std::vector<int>{2}));
        QTRY_VERIFY(m_open->part<MyDigitsView>().isVisible());
    }

    void anUntrainedNetworkIsNotTaught()
    {
        showPanel();
        fill({3});
        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("learnDigits")), Qt::LeftButton);
        QTRY_VERIFY(m_open->part<MessageBar>().message().contains(QStringLiteral("has learnt nothing yet")));
        QVERIFY(m_open->part<QPushButton>(QStringLiteral("learnDigits")).isEnabled());
    }

    void learnsShowsBeforeAndAfterAndIsUndone()
    {
        train();
        showPanel();
        fill({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        const auto before = m_open->state().weights->parameters;
        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("learnDigits")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->part<LearningReport>().isVisible(), 60'000);
        QVERIFY(m_open->state().weights->parameters != before);
        QVERIFY(m_open->part<QLabel>(QStringLiteral("mineLine")).text().contains(QStringLiteral("right of 10")));
        QVERIFY(m_open->part<QLabel>(QStringLiteral("testLine")).text().contains(QStringLiteral("right of 60")));
        QVERIFY(m_open->state().trainedOn.endsWith(QStringLiteral("then 10 digits of mine")));
        QVERIFY(m_open->part<QLabel>(QStringLiteral("curveNote")).isHidden()); // the curves are of the data at hand all the same
        QTRY_VERIFY(!grid().item(0)->data(Qt::AccessibleTextRole).toString().isEmpty());
        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("undoLearning")), Qt::LeftButton);
        QCOMPARE(m_open->state().weights->parameters, before);
        QVERIFY(!m_open->part<LearningReport>().isVisible());
    }

    void straightensTheHandThatItHasLearnt()
    {
        m_open->window.workbench().openNetwork(fromSavedModel(openModel("builtin")));
        QAction* upright = m_open->part<PadToolBar>().uprightAction();
        QVERIFY(!upright->isVisible()); // it knows nobody's hand
        showPanel();
        engine::KeptDigits kept;
        for (int i = 0; i < 20; ++i)
            kept.push_back(engine::keep(leaning(handMade(i % 10)), i % 10, {}));
        presenter().set().add(kept);
        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("learnDigits")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_open->part<LearningReport>().isVisible(), 60'000);
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
        const engine::Straightening& hand = m_open->state().straightening;
        QVERIFY(sees(engine::digitFromStrokes(engine::straightened(strokes, hand))));
        QCOMPARE(m_open->part<DigitImageView>(QStringLiteral("seen")).caption(), QStringLiteral("The network sees: straightened"));
        upright->trigger(); // another draws
        QVERIFY(sees(engine::digitFromStrokes(strokes)));
        QCOMPARE(m_open->part<DigitImageView>(QStringLiteral("seen")).caption(), QStringLiteral("The network sees"));
        m_open->press(Qt::Key_N); // a number, its digits alike
        pad().setStrokes(strokes);
        QVERIFY(sees(engine::digitFromStrokes(strokes)));
        upright->trigger();
        QVERIFY(sees(engine::digitFromStrokes(engine::straightened(strokes, hand))));
        m_open->press(Qt::Key_N);
        pad().setStrokes(strokes);

        QTest::mouseClick(&m_open->part<QPushButton>(QStringLiteral("undoLearning")), Qt::LeftButton);
        QVERIFY(!upright->isVisible());
        QVERIFY(sees(engine::digitFromStrokes(strokes)));
    }

    void saysWhatHeldALessonBack()
    {
        LearningReport report;
        LearningOutcome outcome;
        report.setOutcome(outcome);
        QVERIFY(!report.text().contains(QStringLiteral("in use")));
        outcome.way = 0.6;
        report.setOutcome(outcome);
        QVERIFY(report.text().contains(QStringLiteral("Only 60 % of what practice changed is in use")));
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
        QTRY_VERIFY_WITH_TIMEOUT(!m_open->part<LearningPresenter>().isActive(), 60'000);
        QCOMPARE(m_open->state().weights, before);
        QTRY_VERIFY(learn.isEnabled());
        QCOMPARE(m_open->window.focusWidget(), &learn);
    }

    void anEndingRunIsTaughtFromWhereItStands()
    {
        m_open->window.workbench().train();
        QTRY_VERIFY(m_open->state().weights->step > 0);
        showPanel();
        fill({0, 1, 2});
        m_open->part<LearningPresenter>().learn();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->part<LearningReport>().isVisible(), 60'000);
        QVERIFY(m_open->state().checkpoint);
        QCOMPARE(m_open->state().checkpoint->parameters, m_open->state().weights->parameters);
    }

private:
    bool isReady() override { return QTest::qWaitFor([this] { return presenter().set().isLoaded(); }); }
    DigitPad& pad() { return m_open->part<DigitPad>(); }
    DigitGrid& grid() { return m_open->part<DigitGrid>(QStringLiteral("myDigits")); }
    MyDigitsPresenter& presenter() { return m_open->part<MyDigitsPresenter>(); }
    void showPanel()
    {
        m_open->press(Qt::Key_0, Qt::ControlModifier);
        QTRY_VERIFY(m_open->part<MyDigitsView>().isVisible());
    }
    void train()
    {
        m_open->window.workbench().train();
        QTRY_VERIFY_WITH_TIMEOUT(m_open->phase() == Workbench::Phase::Finished, 60'000);
    }
    void fill(const std::vector<int>& digits)
    {
        engine::KeptDigits kept;
        for (const int digit : digits)
            kept.push_back(engine::keep(handMade(digit), digit, {}));
        presenter().set().add(kept);
    }
    static std::vector<engine::Stroke> leaning(const std::vector<engine::Stroke>& strokes)
    {
        return engine::straightened(strokes, {.xy = 0.8}); // far to the left
    }
    bool sees(const std::optional<engine::DigitImage>& image)
    {
        const auto& picture = m_open->window.reader().picture();
        return picture && image && std::ranges::equal(*picture, *image);
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
        for (const auto& digit : presenter().set().digits())
            all.push_back(digit->sample.label.value_or(-1));
        return all;
    }
    static std::size_t inFile() { return engine::readDigits(MyDigits::usualFile(), engine::Missing::IsEmpty).digits.size(); }
};

const RegisteredTest<WindowMyDigitsTest, QApplication> registered;
#include "tst_window_my_digits.moc"
