#include "tests/registered_test.h"
#include "ui/panels/join_dialog.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QToolButton>

namespace {

using Kind = JoinedPart::Kind;
using Test = JoinedPart::Test;

JoinedPart mine()
{
    return {.kind = Kind::Drawings, .title = QStringLiteral("my.jsonl"), .source = QStringLiteral("/a/my.jsonl")};
}

/// By keys: the entry that begins so.
void choose(QComboBox* box, const char* words)
{
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < box->count() && !box->currentText().startsWith(QString::fromLatin1(words)); ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QVERIFY(box->currentText().startsWith(QString::fromLatin1(words)));
}

} // namespace

class JoinDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setTheme(ThemeMode::Light); } // whose frames take room

    void saysWhatTheCommandLineCallsAPart_data()
    {
        QTest::addColumn<JoinedPart>("part");
        QTest::addColumn<QString>("text");
        QTest::addRow("pictures") << JoinedPart{.title = {}, .source = QStringLiteral("mnist")} << "mnist";
        QTest::addRow("made") << JoinedPart{.kind = Kind::Made, .title = {}, .source = QStringLiteral("synthetic"), .count = 500} << "synthetic:500";
        QTest::addRow("often") << JoinedPart{.kind = Kind::Drawings, .title = {}, .source = QStringLiteral("a.jsonl"), .times = 4} << "a.jsonl*4";
        QTest::addRow("no test") << JoinedPart{.title = {}, .source = QStringLiteral("mnist"), .times = 2, .test = Test::None} << "mnist[test=none]*2";
        QTest::addRow("the last") << JoinedPart{.title = {}, .source = QStringLiteral("mnist"), .test = Test::Last, .last = 900}
                                  << "mnist[test=last900]";
        QTest::addRow("writers") << JoinedPart{.kind = Kind::Drawings, .title = {}, .source = QStringLiteral("a.jsonl"), .test = Test::Writers,
                                               .writers = QStringLiteral(" 23-30, anna")}
                                 << "a.jsonl[test=23-30,anna]";
    }

    void saysWhatTheCommandLineCallsAPart()
    {
        QFETCH(JoinedPart, part);
        QTEST(part.text(), "text");
    }

    void isFilledInLikeAForm()
    {
        open({});
        QVERIFY(!find<QPushButton>("join")->isEnabled());
        QTest::mouseClick(find<QPushButton>("addMnist"), Qt::LeftButton);
        QTest::mouseClick(find<QPushButton>("addMade"), Qt::LeftButton);
        QVERIFY(find<QPushButton>("join")->isEnabled());
        QCOMPARE(m_dialog->sum(), QStringLiteral("mnist+synthetic:20000"));
        auto* count = find<QSpinBox>("count");
        count->selectAll();
        QTest::keyClicks(count, QStringLiteral("3000"));
        QTest::keyClick(count, Qt::Key_Tab);
        auto* times = table()->findChildren<QSpinBox*>(QStringLiteral("times")).front();
        QTest::keyClick(times, Qt::Key_Up);
        choose(find<QComboBox>("test"), "the last");
        find<QSpinBox>("last")->selectAll();
        QTest::keyClicks(find<QSpinBox>("last"), QStringLiteral("1000"));
        QCOMPARE(find<QLineEdit>("sum")->text(), QStringLiteral("mnist[test=last1000]*2+synthetic:3000"));
        QTest::mouseClick(find<QPushButton>("join"), Qt::LeftButton);
        QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
    }

    void asksWhomOnlyWhereThatMatters()
    {
        open({mine()});
        auto* tested = find<QLineEdit>("writers");
        QVERIFY(!tested->isVisible());
        choose(find<QComboBox>("test"), "the writers");
        QVERIFY(tested->isVisible());
        QVERIFY(!find<QPushButton>("join")->isEnabled());
        QVERIFY(find<QLabel>("joinProblem")->text().contains(QStringLiteral("which writers of my.jsonl")));
        QTest::keyClicks(tested, QStringLiteral("23-30"));
        QCOMPARE(m_dialog->sum(), QStringLiteral("/a/my.jsonl[test=23-30]"));
        choose(find<QComboBox>("test"), "all");
        QVERIFY(!tested->isVisible());
        QCOMPARE(m_dialog->sum(), QStringLiteral("/a/my.jsonl[test=all]"));
    }

    void theKeyboardBeginsAtTheTopAndGoesDown()
    {
        open({});
        m_dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        QCOMPARE(m_dialog->focusWidget(), find<QPushButton>("addMnist"));
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return); // presses it, and joins nothing
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
        QCOMPARE(m_dialog->sum(), QStringLiteral("mnist+mnist"));
        const QStringList expected{"addMade", "addScribbles", "addDrawings", "addFolder", "times", "test", "remove",
                                   "times", "test", "remove", "sum", "join"};
        for (const QString& name : expected) {
            QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
            QCOMPARE(m_dialog->focusWidget()->objectName(), name);
        }
    }

    void theFocusStaysAmongThePartsWhenOneGoes()
    {
        const JoinedPart mnist{.title = QStringLiteral("MNIST"), .source = QStringLiteral("mnist")};
        open({mnist, mine()});
        const auto removeFirst = [this] {
            auto* button = find<QToolButton>("remove");
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
        };
        removeFirst();
        QCOMPARE(m_dialog->focusWidget(), find<QToolButton>("remove"));
        removeFirst();
        QCOMPARE(m_dialog->focusWidget(), find<QPushButton>("addMnist"));
    }

    void aFewPartsNeedNoScrolling()
    {
        open({mine(), mine()});
        QTest::mouseClick(find<QPushButton>("addMnist"), Qt::LeftButton);
        QTRY_VERIFY(!m_dialog->findChild<QScrollArea*>()->verticalScrollBar()->isVisible());
        QVERIFY(table()->height() <= m_dialog->findChild<QScrollArea*>()->height());
    }

    void rowsKeepTheirHeightHoweverManyThereAre()
    {
        open({mine()});
        const int height = find<QSpinBox>("times")->height();
        for (int i = 0; i < 12; ++i)
            QTest::mouseClick(find<QPushButton>("addMade"), Qt::LeftButton);
        QTRY_COMPARE(table()->findChildren<QSpinBox*>(QStringLiteral("times")).size(), qsizetype(13));
        QVERIFY(m_dialog->height() < 700); // they scroll
        QTRY_VERIFY(find<QSpinBox>("times")->isVisible());
        const auto fields = table()->findChildren<QSpinBox*>(QStringLiteral("times"));
        for (int i = 1; i < fields.size(); ++i) {
            QCOMPARE(fields[i]->height(), height);
            QVERIFY(fields[i]->y() >= fields[i - 1]->y() + height);
        }
    }

    void aPartCanBeLeftOutAgain()
    {
        open({mine(), {.title = QStringLiteral("MNIST"), .source = QStringLiteral("mnist")}});
        QTest::mouseClick(table()->findChildren<QToolButton*>(QStringLiteral("remove")).front(), Qt::LeftButton);
        QCOMPARE(m_dialog->sum(), QStringLiteral("mnist"));
        QCOMPARE(m_dialog->parts().size(), std::size_t(1));
    }

    void saysWhatIsWrongAndDoesNotJoinIt()
    {
        m_problem = QStringLiteral("there is no such file");
        open({mine()});
        QCOMPARE(find<QLabel>("joinProblem")->text(), m_problem);
        QVERIFY(!find<QPushButton>("join")->isEnabled());
    }

    void cleanup()
    {
        m_dialog.reset();
        m_problem.clear();
    }

private:
    void open(const std::vector<JoinedPart>& parts)
    {
        m_dialog = std::make_unique<JoinDialog>(parts, [this](const QString&) { return m_problem; }, nullptr);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }

    /// The newest: one that is about to go may still be there.
    QWidget* table() const { return m_dialog->findChildren<QWidget*>(QStringLiteral("parts")).last(); }

    template<typename Widget>
    Widget* find(const char* name) const
    {
        auto* inTable = table()->findChild<Widget*>(QLatin1String(name));
        return inTable ? inTable : m_dialog->findChild<Widget*>(QLatin1String(name));
    }

    std::unique_ptr<JoinDialog> m_dialog;
    QString m_problem;
};

const RegisteredTest<JoinDialogTest, QApplication> registeredJoinDialogTest;
#include "tst_join_dialog.moc"
