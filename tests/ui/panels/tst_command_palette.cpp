#include "ui/panels/command_palette.h"

#include "ui/style/theme.h"

#include "tests/registered_test.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QToolBar>

namespace {

using Entry = CommandPalette::Entry;

const std::vector<Entry> everything{
    {"run.train", "Train", "Run", "Space", true},
    {"run.stop", "Stop", "Run", {}, false},
    {"view.train", "Train", "View", "Ctrl+1", true},
    {"file.save", "Save network", "File", "Ctrl+S", true},
};

std::vector<Entry> found(const QString& letters)
{
    std::vector<Entry> entries;
    for (const Entry& entry : everything) {
        if (entry.title.contains(letters, Qt::CaseInsensitive))
            entries.push_back(entry);
    }
    return entries;
}

struct Window : QMainWindow
{
    explicit Window(CommandPalette::Search search = found)
    {
        resize(900, 600);
        setCentralWidget(field);
        addToolBar("tools")->addWidget(rate);
        palette = new CommandPalette(std::move(search), this);
        letters = palette->findChild<QLineEdit*>("letters");
        list = palette->findChild<QListView*>("commands");
        show();
        activateWindow();
        field->setFocus();
    }

    void press(Qt::Key key) { QTest::keyClick(windowHandle(), key); }
    QString current() const { return list->currentIndex().data(Qt::AccessibleTextRole).toString(); }

    QLineEdit* rate = new QLineEdit(this); // where Tab, and Qt by itself, would go next
    QLineEdit* field = new QLineEdit(this);
    CommandPalette* palette;
    QLineEdit* letters;
    QListView* list;
};

} // namespace

class CommandPaletteTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setTheme(ThemeMode::Light); }

    void offersEverythingAtFirstAndLessWithEachLetter()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(window.palette->isHidden());
        window.palette->open();
        QCOMPARE(QApplication::focusWidget(), window.letters);
        QCOMPARE(window.list->model()->rowCount(), 4);
        QTest::keyClicks(window.letters, "sto");
        QCOMPARE(window.list->model()->rowCount(), 1);
        QCOMPARE(window.current(), QString("Stop, Run, not available now"));
        window.press(Qt::Key_Backspace);
        QCOMPARE(window.list->model()->rowCount(), 1);
        window.press(Qt::Key_Backspace);
        window.press(Qt::Key_Backspace);
        QCOMPARE(window.list->model()->rowCount(), 4);
    }

    void arrowsWalkRoundAndEnterChooses()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy chosen(window.palette, &CommandPalette::chosen);
        window.palette->open();
        QCOMPARE(window.current(), QString("Train, Run, Space"));
        window.press(Qt::Key_Up);
        QCOMPARE(window.current(), QString("Save network, File, Ctrl+S"));
        window.press(Qt::Key_Down);
        window.press(Qt::Key_PageDown);
        QCOMPARE(window.current(), QString("Save network, File, Ctrl+S"));
        window.press(Qt::Key_PageUp);
        window.press(Qt::Key_Down);
        window.press(Qt::Key_Tab);
        QCOMPARE(window.current(), QString("Train, View, Ctrl+1"));
        QCOMPARE(QApplication::focusWidget(), window.letters);
        window.press(Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), QString("view.train"));
        QVERIFY(window.palette->isHidden());
    }

    void theFocusIsBackBeforeTheChoiceIsTold()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QWidget* focus = nullptr;
        connect(window.palette, &CommandPalette::chosen, &window, [&] { focus = QApplication::focusWidget(); });
        window.palette->open();
        window.press(Qt::Key_Enter);
        QCOMPARE(focus, window.field);
    }

    void whatCannotBeOrderedNowStays()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy chosen(window.palette, &CommandPalette::chosen);
        window.palette->open();
        window.press(Qt::Key_Down);
        window.press(Qt::Key_Return);
        QTest::mouseClick(window.list->viewport(), Qt::LeftButton, {}, window.list->visualRect(window.list->model()->index(1, 0)).center());
        QCOMPARE(chosen.count(), 0);
        QVERIFY(window.palette->isVisible());
    }

    void aClickChooses()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy chosen(window.palette, &CommandPalette::chosen);
        window.palette->open();
        QTest::mouseClick(window.list->viewport(), Qt::LeftButton, {}, window.list->visualRect(window.list->model()->index(3, 0)).center());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), QString("file.save"));
        QCOMPARE(QApplication::focusWidget(), window.field);
    }

    void escLeavesAndMeansNothingElse()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QShortcut clearsThePad(QKeySequence(Qt::Key_Escape), &window);
        QShortcut nextDigit(QKeySequence(Qt::Key_Down), &window);
        QSignalSpy cleared(&clearsThePad, &QShortcut::activated);
        QSignalSpy moved(&nextDigit, &QShortcut::activated);
        window.palette->open();
        window.press(Qt::Key_Down);
        window.press(Qt::Key_Escape);
        QCOMPARE(cleared.count() + moved.count(), 0);
        QVERIFY(window.palette->isHidden());
        QCOMPARE(QApplication::focusWidget(), window.field);
        window.palette->open();
        QCOMPARE(window.letters->text(), QString());
    }

    void theKeyThatOpensItClosesIt()
    {
        Window window;
        window.palette->toggle();
        QVERIFY(window.palette->isVisible());
        window.palette->toggle();
        QVERIFY(window.palette->isHidden());
    }

    void aPressBesideItLeaves()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.palette->open();
        QTest::mouseClick(window.letters, Qt::LeftButton);
        QVERIFY(window.palette->isVisible());
        QTest::mouseClick(window.centralWidget(), Qt::LeftButton);
        QVERIFY(window.palette->isHidden());
    }

    void saysWhenNothingMatches()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy chosen(window.palette, &CommandPalette::chosen);
        window.palette->open();
        QTest::keyClicks(window.letters, "xyz");
        const auto* nothing = window.palette->findChild<QLabel*>("nothing");
        QVERIFY(nothing->isVisible() && !window.list->isVisible());
        QVERIFY(nothing->text().contains("xyz"));
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_PageUp, Qt::Key_Return})
            window.press(key);
        QCOMPARE(chosen.count(), 0);
        window.letters->selectAll();
        QTest::keyClicks(window.letters, "save");
        QVERIFY(!nothing->isVisible() && window.list->isVisible());
    }

    void moreThanFitScrollAndItStaysInTheWindow()
    {
        Window window([](const QString&) {
            std::vector<Entry> many;
            for (int i = 0; i < 300; ++i)
                many.push_back({QString::number(i), QString("Entry %1").arg(i), "Group", {}, true});
            return many;
        });
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.palette->open();
        for (const QSize size : {QSize(900, 600), QSize(500, 300), QSize(2000, 1200)}) {
            window.resize(size);
            QCoreApplication::processEvents();
            QVERIFY(window.rect().contains(window.palette->geometry()));
            const auto rows = window.list->height() / window.list->sizeHintForRow(0);
            QVERIFY(rows >= 3 && rows <= 12);
            QVERIFY(std::abs(window.palette->geometry().center().x() - window.rect().center().x()) <= 1);
        }
        window.press(Qt::Key_Up);
        QVERIFY(window.list->viewport()->rect().contains(window.list->visualRect(window.list->currentIndex())));
    }

    void movesNothing()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const QRect before = window.field->geometry();
        window.palette->open();
        QCoreApplication::processEvents();
        QCOMPARE(window.field->geometry(), before);
    }

    void aScreenReaderHearsWhatTheArrowsComeTo()
    {
        // The events themselves cannot be heard here: without a screen Qt has no accessibility to be active.
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.palette->open();
        window.press(Qt::Key_Down);
        QCOMPARE(window.letters->accessibleDescription(), QString("Stop, Run, not available now"));
        QTest::keyClicks(window.letters, "x");
        QVERIFY(window.letters->accessibleDescription().contains("x"));
        QVERIFY(!window.palette->accessibleName().isEmpty());
        QVERIFY(!window.letters->accessibleName().isEmpty());
        QVERIFY(!window.list->accessibleName().isEmpty());
    }
};

const RegisteredTest<CommandPaletteTest, QApplication> registeredCommandPaletteTest;
#include "tst_command_palette.moc"
