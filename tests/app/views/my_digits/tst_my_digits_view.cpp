#include "app/views/my_digits/my_digits_panel.h"
#include "app/views/my_digits/my_digits_view.h"
#include "tests/app/hand_made.h"
#include "tests/app/views/view_bench.h"
#include "tests/registered_test.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

namespace {

const ViewInfo info{QStringLiteral("my_digits"), QStringLiteral("My digits"), Area::Workspace, makeView<MyDigitsView>};

} // namespace

class MyDigitsViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("digitscope-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    }

    void init()
    {
        QSettings().clear();
        m_bench = std::make_unique<ViewBench>(info);
        m_bench->place.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->place));
        QTRY_VERIFY(digits().isLoaded());
    }
    void cleanup() { m_bench.reset(); }

    void isEmptyAtFirstAndSaysWhatToDo()
    {
        QVERIFY(m_bench->find<QLabel>(QStringLiteral("myDigitsEmpty"))->isVisible());
        QVERIFY(!learn().isEnabled());
    }

    void isFilteredEditedAndUndoneByKeyboard()
    {
        fill({3, 5, 5});
        QCOMPARE(grid().count(), 3);
        choose(QStringLiteral("5 (2)"));
        QCOMPARE(grid().count(), 2);
        grid().setFocus();
        QTest::keyClick(&grid(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&grid(), Qt::Key_6);
        QCOMPARE(labels(), (std::vector<int>{3, 6, 6}));
        choose(QStringLiteral("All (3)"));
        QCOMPARE(grid().selectedIds().size(), std::size_t{0}); // they were out of sight
        QTest::keyClick(&grid(), Qt::Key_Home);
        QTest::keyClick(&grid(), Qt::Key_Delete);
        QCOMPARE(labels(), (std::vector<int>{6, 6}));
        QTest::keyClick(&grid(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(&grid(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(labels(), (std::vector<int>{3, 5, 5}));
        QTest::keyClick(&grid(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(labels(), (std::vector<int>{3, 6, 6}));
    }

    void theSelectionStaysWithADigitWhoseLabelChanges()
    {
        fill({3, 5});
        grid().setCurrentRow(1);
        QTest::keyClick(&grid(), Qt::Key_7);
        QCOMPARE(labels(), (std::vector<int>{3, 7}));
        QCOMPARE(grid().selectedItems().size(), 1);
        QVERIFY(grid().item(1)->isSelected());
    }

    void theSelectionStaysWithADigitThatMovesUpOutOfSight()
    {
        fill({3, 5});
        grid().setCurrentRow(1);
        m_bench->host->setInSight(false);
        digits().remove({0});
        fill({8}); // as many as before
        m_bench->host->setInSight(true);
        QCOMPARE(grid().selectedItems().size(), 1);
        QVERIFY(grid().item(0)->isSelected());
    }

    void costsNothingOutOfSight()
    {
        m_bench->host->setInSight(false);
        fill({4});
        QCOMPARE(grid().count(), 0);
        m_bench->host->setInSight(true);
        QCOMPARE(grid().count(), 1);
        QTRY_VERIFY(tip(0).contains(QStringLiteral("read as ")));
        QVERIFY(m_bench->session.jobs.running().empty());
    }

    void tellsWhatTheNewestWeightsPredict()
    {
        fill({4});
        QTRY_VERIFY(tip(0).contains(QStringLiteral("read as ")));
        const QString before = tip(0);
        m_bench->run().train();
        QTRY_COMPARE(m_bench->run().progress().phase, Run::Phase::Finished);
        QTRY_VERIFY(tip(0).contains(QStringLiteral("read as ")) && tip(0) != before);
    }

    void aDigitIsBroughtToThePadToBeSaidOtherwise()
    {
        fill({4, 9});
        m_bench->session.selection.selectTestDigit(1);
        m_bench->session.pad.setPaper(PadStrokes::Paper::Number);
        grid().setCurrentRow(1);
        emit grid().itemActivated(grid().item(1));
        QCOMPARE(m_bench->session.pad.strokes(), handMade(9));
        QVERIFY(!m_bench->session.selection.testDigit());
        QVERIFY(m_bench->session.label.give(7));
        QCOMPARE(labels(), (std::vector<int>{4, 7}));
    }

    void theWriterIsKeptWithTheDrawing()
    {
        QTest::keyClicks(m_bench->find<QLineEdit>(QStringLiteral("writer")), QStringLiteral("Ada 2"));
        m_bench->session.pad.setStrokes(handMade(1));
        QVERIFY(m_bench->session.label.give(1));
        QCOMPARE(digits().digits().at(0)->sample.writer, std::optional<std::string>("Ada 2"));
        const ViewBench another(info); // a setting
        QCOMPARE(another.find<QLineEdit>(QStringLiteral("writer"))->text(), QStringLiteral("Ada 2"));
    }

    void anUntrainedNetworkIsNotTaught()
    {
        fill({3});
        QTest::mouseClick(&learn(), Qt::LeftButton);
        QTRY_VERIFY(m_bench->session.notices.shown());
        QVERIFY(m_bench->session.notices.shown()->sentence.contains(QStringLiteral("has learnt nothing yet")));
        QVERIFY(learn().isEnabled());
    }

    void learnsShowsBeforeAndAfterAndIsUndone()
    {
        train();
        fill({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        const auto before = m_bench->run().state().weights->parameters;
        QTest::mouseClick(&learn(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(report().isVisible(), 60'000);
        QVERIFY(m_bench->run().state().weights->parameters != before);
        QVERIFY(m_bench->find<QLabel>(QStringLiteral("mineLine"))->text().contains(QStringLiteral("right of 10")));
        QVERIFY(m_bench->find<QLabel>(QStringLiteral("testLine"))->text().contains(QStringLiteral("right of 30")));
        QTest::mouseClick(m_bench->find<QPushButton>(QStringLiteral("undoLearning")), Qt::LeftButton);
        QCOMPARE(m_bench->run().state().weights->parameters, before);
        QVERIFY(!report().isVisible());
    }

    void aReportWaitsOutOfSightAndStaysDismissed()
    {
        train();
        fill({0, 1, 2});
        QTest::mouseClick(&learn(), Qt::LeftButton);
        m_bench->host->setInSight(false);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->session.fineTuner.outcome(), 60'000);
        QVERIFY(!report().isVisible());
        m_bench->host->setInSight(true);
        QVERIFY(report().isVisible());
        emit report().dismissed();
        fill({4});
        m_bench->host->setInSight(false);
        m_bench->host->setInSight(true);
        QVERIFY(!report().isVisible());
    }

    void saysWhatHeldFineTuningBack()
    {
        FineTuningReport shown;
        FineTuningOutcome outcome;
        shown.setOutcome(outcome);
        QVERIFY(!shown.text().contains(QStringLiteral("is used")));
        outcome.way = 0.6;
        shown.setOutcome(outcome);
        QVERIFY(shown.text().contains(QStringLiteral("Only 60 % of the change to the weights is used")));
    }

    void cancelLeavesTheNetworkAsItWas()
    {
        train();
        fill({0, 1, 2});
        const auto before = m_bench->run().state().weights;
        auto& cancel = *m_bench->find<QPushButton>(QStringLiteral("cancelLearning"));
        learn().setFocus();
        QTest::keyClick(&learn(), Qt::Key_Space);
        QCOMPARE(m_bench->place.focusWidget(), &cancel); // the same key again ends what it began
        QTest::keyClick(&cancel, Qt::Key_Space);
        QTRY_VERIFY(!m_bench->session.fineTuner.isActive());
        QCOMPARE(m_bench->run().state().weights, before);
        QVERIFY(learn().isEnabled());
        QCOMPARE(m_bench->place.focusWidget(), &learn());
    }

private:
    MyDigits& digits() const { return m_bench->session.myDigits; }
    DigitGrid& grid() const { return *m_bench->find<DigitGrid>(QStringLiteral("myDigits")); }
    QPushButton& learn() const { return *m_bench->find<QPushButton>(QStringLiteral("learnDigits")); }
    FineTuningReport& report() const { return *m_bench->find<FineTuningReport>(); }
    QString tip(int row) const { return grid().item(row)->toolTip(); }
    void train()
    {
        m_bench->run().train();
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->run().progress().phase, Run::Phase::Finished, 60'000);
    }
    void fill(const std::vector<int>& labelled)
    {
        engine::UserDigits kept;
        for (const int digit : labelled)
            kept.push_back(engine::userDigit(handMade(digit), digit, {}));
        digits().add(kept);
    }
    void choose(const QString& text)
    {
        auto* box = m_bench->find<QComboBox>(QStringLiteral("filter"));
        const int index = box->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        box->setCurrentIndex(index);
        emit box->activated(index);
    }
    std::vector<int> labels() const
    {
        std::vector<int> all;
        for (const auto& digit : digits().digits())
            all.push_back(digit->sample.label.value_or(-1));
        return all;
    }

    QTemporaryDir m_settings;
    std::unique_ptr<ViewBench> m_bench;
};

const RegisteredTest<MyDigitsViewTest, QApplication> registeredMyDigitsViewTest;
#include "tst_my_digits_view.moc"
