#include "ui/panels/lower_edge.h"
#include "ui/panels/notice_strip.h"

#include "ui/style/theme.h"

#include "tests/registered_test.h"

#include <QAccessible>
#include <QApplication>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMap>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>
#include <QTextEdit>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

using Level = NoticeStrip::Level;

namespace {

const QString longSentence = "The session cannot be kept: /home/a.student/.local/share/digitscope/session/network.safetensors: no space is left on "
                             "this device. File, Save network as… puts the network elsewhere.";

/// A window as a program has it, and the strip over it.
struct Window : QMainWindow
{
    Window()
    {
        resize(900, 600);
        setCentralWidget(field);
        auto* dock = new QDockWidget("Train", this);
        dock->setWidget(new QTextEdit(dock));
        addDockWidget(Qt::LeftDockWidgetArea, dock);
        addToolBar("tools")->addWidget(rate);
        statusBar()->showMessage("MNIST");
        strip = new NoticeStrip(this);
        edge->add(*strip);
        show();
        activateWindow();
        field->setFocus();
    }

    QPushButton* action() const { return strip->findChild<QPushButton*>("action"); }
    QToolButton* close() const { return strip->findChild<QToolButton*>("dismiss"); }
    QTextEdit* text() const { return strip->findChild<QTextEdit*>("sentence"); }

    QLineEdit* rate = new QLineEdit(this); // where Tab, and Qt by itself, would go next
    QLineEdit* field = new QLineEdit(this);
    LowerEdge* edge = new LowerEdge(*this);
    NoticeStrip* strip;
};

QMap<const QWidget*, QRect> geometries(const Window& window)
{
    QMap<const QWidget*, QRect> all;
    for (const auto* widget : window.findChildren<QWidget*>()) {
        if (widget != window.strip && !window.strip->isAncestorOf(widget))
            all.insert(widget, widget->geometry());
    }
    return all;
}

} // namespace

class NoticeStripTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { setTheme(ThemeMode::Light); }

    void tenNoticesOneAfterAnotherMoveNothing()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto before = geometries(window);
        QVERIFY(before.size() > 5);
        for (int i = 0; i < 10; ++i) {
            window.strip->setMessage(Level(i % 3), longSentence.left(15 * (i + 1)), i % 2 ? "Undo" : "", std::size_t(i));
            QCoreApplication::processEvents();
            QVERIFY(window.strip->isVisible());
            QCOMPARE(geometries(window), before);
        }
        window.strip->clear();
        QCoreApplication::processEvents();
        QCOMPARE(geometries(window), before);
    }

    void liesOverTheLowerEdgeWhateverTheSize()
    {
        Window window;
        window.edge->setClearance(40);
        window.strip->setMessage(Level::Error, longSentence, "Save network as…");
        for (const QSize size : {QSize(900, 600), QSize(1600, 900), QSize(420, 500)}) {
            window.resize(size);
            QCoreApplication::processEvents();
            const QRect place = window.strip->geometry();
            QVERIFY(window.rect().contains(place));
            QVERIFY(place.bottom() < window.height() - 40);
            QVERIFY(place.bottom() > window.height() - 40 - 20);
            QVERIFY(std::abs(place.center().x() - window.rect().center().x()) <= 1);
        }
    }

    void cardsStandAboveOneAnother()
    {
        Window window;
        auto* card = new QFrame(&window);
        (new QVBoxLayout(card))->addWidget(new QLabel("Fetching MNIST", card));
        window.edge->add(*card);
        card->show();
        window.strip->setMessage(Level::Error, longSentence, "Save network as…");
        QCoreApplication::processEvents();
        QVERIFY(card->geometry().bottom() < window.strip->geometry().top());
        QVERIFY(window.rect().contains(card->geometry()));
        const int above = card->geometry().bottom();
        window.strip->clear();
        QCoreApplication::processEvents();
        QVERIFY(card->geometry().bottom() > above); // it takes the place that is free now
    }

    void whateverIsRaisedLiesBeneath()
    {
        Window window;
        window.strip->setMessage(Level::Error, "one");
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto onTop = [&] { return window.childAt(window.strip->geometry().center()); };
        window.field->raise();
        window.findChild<QDockWidget*>()->raise();
        QTRY_VERIFY(onTop() == window.strip || window.strip->isAncestorOf(onTop()));
        auto* late = new QFrame(&window); // as a dock's contents that come late
        late->setGeometry(window.rect());
        late->show();
        QTRY_VERIFY(onTop() == window.strip || window.strip->isAncestorOf(onTop()));
        late->raise();
        QVERIFY(onTop() == late);
        QTRY_VERIFY(onTop() == window.strip || window.strip->isAncestorOf(onTop()));
    }

    void coversNoButtonThatIsLeftRoomFor()
    {
        Window window;
        window.resize(1280, 800);
        auto* apply = new QPushButton("Use this network", &window);
        apply->setGeometry(100, 740, 700, 30);
        apply->show();
        window.strip->setMessage(Level::Notice, "Back at the same initial weights.", "Bring back mlp-128-64, trained to 98.2 %");
        QTRY_VERIFY(!window.strip->geometry().intersects(apply->geometry()));
        QVERIFY(window.rect().contains(window.strip->geometry()));
        apply->hide(); // another page
        window.field->raise();
        QTRY_VERIFY(std::abs(window.strip->geometry().center().x() - window.rect().center().x()) <= 1);
    }

    void whatCanBeDoneGoesBeneathWhereItIsNarrow()
    {
        Window window;
        window.resize(400, 700);
        window.strip->setMessage(Level::Notice, longSentence, "Save network as…");
        QCoreApplication::processEvents();
        window.strip->setMessage(Level::Notice, "Back at the same initial weights.", "Bring back mlp-128-64, trained to 98.2 %", 2);
        window.resize(1200, 700);
        QTRY_VERIFY(window.action()->geometry().top() < window.text()->geometry().bottom());
        window.resize(400, 700);
        QTRY_VERIFY(window.action()->geometry().top() >= window.text()->geometry().bottom());
        QVERIFY(window.action()->width() >= window.action()->sizeHint().width());
        QVERIFY(window.strip->rect().contains(window.action()->geometry()));
        QVERIFY(std::abs(window.text()->geometry().center().y() - window.close()->geometry().center().y()) <= 1);
        QCOMPARE(window.text()->height(), window.text()->heightForWidth(window.text()->width()));
    }

    void theNextOfThoseThatWaitIsOneClickAway()
    {
        Window window;
        window.strip->setMessage(Level::Error, "one", {}, 2);
        QSignalSpy asked(window.strip, &NoticeStrip::nextRequested);
        QTest::mouseClick(window.strip->findChild<QWidget*>("waiting"), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
    }

    void tellsWhileSomebodyIsAtIt()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy told(window.strip, &NoticeStrip::attended);
        window.strip->setMessage(Level::Notice, "Replaced.", "Back to cnn-2");
        window.strip->takeFocus();
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toBool(), true);
        QTest::keyClick(window.windowHandle(), Qt::Key_Escape);
        QTRY_COMPARE(told.count(), 2);
        QCOMPARE(told[1][0].toBool(), false);
    }

    void nothingIsElided_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addRow("a sentence of several lines") << longSentence;
        QTest::addRow("a path without a blank") << "/" + QString("a-folder-of-some-length/").repeated(12) + ": empty";
    }

    void nothingIsElided()
    {
        QFETCH(QString, sentence);
        Window window;
        for (const int width : {1200, 1024, 700, 520}) {
            window.resize(width, 700);
            window.strip->setMessage(Level::Warning, sentence, "Make the network fit", 3);
            QCoreApplication::processEvents();
            const QTextEdit* text = window.text();
            const QSizeF needed = text->document()->size();
            QVERIFY(needed.height() <= text->viewport()->height() + 1);
            QVERIFY(needed.width() <= text->viewport()->width() + 1);
            QVERIFY(text->viewport()->width() == text->width()); // no scroll bar
            QCOMPARE(text->document()->toPlainText(), sentence);
            QVERIFY(window.action()->width() >= window.action()->sizeHint().width());
        }
    }

    void markupInAFileNameIsText()
    {
        Window window;
        window.strip->setMessage(Level::Error, "<b>x</b>.idx: empty");
        QCOMPARE(window.strip->sentence(), QString("<b>x</b>.idx: empty"));
    }

    void takesNoFocusByItself()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.strip->setMessage(Level::Error, "one", "Mend it");
        QCOMPARE(QApplication::focusWidget(), window.field);
        QTest::mouseClick(window.action(), Qt::LeftButton);
        QCOMPARE(QApplication::focusWidget(), window.field);
        QTest::mouseClick(window.close(), Qt::LeftButton);
        QCOMPARE(QApplication::focusWidget(), window.field);
    }

    void theKeyboardGetsThereAndBack()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.strip->takeFocus(); // there is nothing yet
        QCOMPARE(QApplication::focusWidget(), window.field);
        QShortcut clearsThePad(QKeySequence(Qt::Key_Escape), &window);
        QSignalSpy cleared(&clearsThePad, &QShortcut::activated);
        QSignalSpy dismissals(window.strip, &NoticeStrip::dismissed);
        window.strip->setMessage(Level::Notice, "Replaced.", "Back to cnn-2");
        window.strip->takeFocus();
        QCOMPARE(QApplication::focusWidget(), window.action());
        QTest::keyClick(window.windowHandle(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), window.close());
        QTest::keyClick(window.windowHandle(), Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), window.field);
        QCOMPARE(dismissals.count(), 1);
        QCOMPARE(cleared.count(), 0);
        QVERIFY(window.strip->isHidden());
        QTest::keyClick(window.windowHandle(), Qt::Key_Escape);
        QCOMPARE(cleared.count(), 1);
    }

    void answeredByKeyboardTheFocusIsBackBeforeTheAnswer()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.strip->setMessage(Level::Notice, "Replaced.", "Back to cnn-2");
        window.strip->takeFocus();
        QWidget* focus = nullptr;
        connect(window.strip, &NoticeStrip::actionTriggered, &window, [&] { focus = QApplication::focusWidget(); });
        QTest::keyClick(window.windowHandle(), Qt::Key_Space);
        QCOMPARE(focus, window.field);
    }

    void whatComesUnderAWaitingFingerIsNotAnswered()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.strip->setMessage(Level::Notice, "Replaced.", "Back to cnn-2");
        window.strip->takeFocus();
        QSignalSpy answers(window.strip, &NoticeStrip::actionTriggered);
        window.strip->setMessage(Level::Error, "It cannot be kept.", "Close all the same");
        QTest::keyClick(window.windowHandle(), Qt::Key_Space);
        QCOMPARE(answers.count(), 0);
    }

    void goneWithoutAPersonTheFocusIsBackToo()
    {
        Window window;
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy dismissals(window.strip, &NoticeStrip::dismissed);
        window.strip->setMessage(Level::Notice, "Replaced.", "Back to cnn-2");
        window.strip->takeFocus();
        window.strip->clear();
        QCOMPARE(QApplication::focusWidget(), window.field);
        QCOMPARE(dismissals.count(), 0);
    }

    void aScreenReaderIsToldAllOfIt()
    {
        // The alert itself cannot be heard here: without a screen Qt has no accessibility to be active.
        Window window;
        window.strip->setKey(Qt::Key_F6);
        window.strip->setMessage(Level::Warning, "64 outputs, 10 classes");
        QCOMPARE(window.strip->accessibleName(), QString("Warning: 64 outputs, 10 classes"));
        QVERIFY(window.strip->accessibleDescription().contains("F6"));
        QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(window.strip);
        QVERIFY(interface);
        QCOMPARE(interface->text(QAccessible::Name), QString("Warning: 64 outputs, 10 classes"));
        window.strip->setMessage(Level::Error, "It cannot be kept.");
        QCOMPARE(interface->text(QAccessible::Name), QString("Error: It cannot be kept."));
        QVERIFY(!window.close()->accessibleName().isEmpty());
    }

    void showsHowManyWait()
    {
        Window window;
        const auto* waiting = window.strip->findChild<QWidget*>("waiting");
        window.strip->setMessage(Level::Error, "one");
        QVERIFY(!waiting->isVisible());
        window.strip->setMessage(Level::Error, "one", {}, 2);
        QVERIFY(waiting->isVisible());
    }

    void eachLevelHasItsColourInBothThemes()
    {
        Window window;
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            setTheme(mode);
            for (const auto& [level, colour] : {std::pair(Level::Notice, &Theme::accent), std::pair(Level::Warning, &Theme::warning), std::pair(Level::Error, &Theme::error)}) {
                window.strip->setMessage(level, "one");
                const QImage picture = window.strip->grab().toImage();
                QCOMPARE(picture.pixelColor(10, picture.height() / 2), theme().*colour);
            }
        }
    }
};

const RegisteredTest<NoticeStripTest, QApplication> registeredNoticeStripTest;
#include "tst_notice_strip.moc"
