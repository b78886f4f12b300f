#include "app/views/all_views.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/panels/page_rail.h"
#include "ui/style/theme.h"

#include <QDialog>
#include <QDockWidget>
#include <QLineEdit>
#include <QMap>
#include <QTextBrowser>
#include <QToolButton>

namespace {

QStringList pageIds()
{
    QStringList ids;
    for (const ViewInfo& view : allViews())
        if (view.area == Area::Workspace)
            ids << view.id;
    return ids;
}

} // namespace

/// The rail, the docks that it raises, and how large everything is.
class WindowLayoutTest : public WindowTest
{
    Q_OBJECT

private:
    QDockWidget* dock(const QString& id) { return m_open->window.findChild<QDockWidget*>(id); }
    QStringList pagesInPlace()
    {
        QStringList shown;
        for (const QString& id : pageIds())
            if (!dock(id)->isHidden() && !dock(id)->isFloating())
                shown << id;
        return shown;
    }
    void clickRail(const QString& id)
    {
        auto& button = m_open->part<QToolButton>(QStringLiteral("rail.") + id);
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(button.isChecked());
    }

private slots:
    void theRailShowsOnePageAtATimeInTheSamePlace()
    {
        clickRail(QStringLiteral("train"));
        const QRect place = dock(QStringLiteral("train"))->geometry();
        for (const QString& id : pageIds()) {
            clickRail(id);
            QCOMPARE(pagesInPlace(), QStringList{id});
            QCOMPARE(dock(id)->geometry(), place);
        }
    }

    void everyPageHasItsKey()
    {
        const QStringList ids = pageIds();
        for (int i = 0; i < std::min(10, int(ids.size())); ++i) {
            m_open->press(Qt::Key(Qt::Key_0 + (i + 1) % 10), Qt::ControlModifier);
            QCOMPARE(pagesInPlace(), QStringList{ids[i]});
        }
    }

    void aPageThatComesLooseLeavesItsPlaceToTheOneBefore()
    {
        clickRail(QStringLiteral("weights"));
        clickRail(QStringLiteral("train"));
        dock(QStringLiteral("train"))->setFloating(true);
        QTRY_COMPARE(pagesInPlace(), QStringList{QStringLiteral("weights")});
        QVERIFY(!dock(QStringLiteral("train"))->isHidden()); // both in sight
        dock(QStringLiteral("train"))->close();
        clickRail(QStringLiteral("train"));
        QCOMPARE(pagesInPlace(), QStringList{QStringLiteral("train")});
    }

    void thePageIsBackAtTheNextStart()
    {
        clickRail(QStringLiteral("settings"));
        m_open->window.close();
        m_open = std::make_unique<OpenWindow>(m_place.options());
        QVERIFY(m_open->isReady());
        QCOMPARE(pagesInPlace(), QStringList{QStringLiteral("settings")});
        QVERIFY(m_open->part<QToolButton>(QStringLiteral("rail.settings")).isChecked());
    }

    void aPageThatGoesGivesTheKeyboardToTheWindow()
    {
        clickRail(QStringLiteral("settings"));
        auto* search = m_open->window.findChild<QLineEdit*>(QStringLiteral("keySearch"));
        search->setFocus(Qt::MouseFocusReason);
        QVERIFY(search->hasFocus());
        clickRail(QStringLiteral("train"));
        QTRY_COMPARE(m_open->window.focusWidget(), &m_open->window);
        const QString rate = m_open->part<QLineEdit>(QStringLiteral("learningRate")).text();
        QTest::keyClick(m_open->window.focusWidget(), Qt::Key_7);
        QCOMPARE(m_open->part<QLineEdit>(QStringLiteral("learningRate")).text(), rate);
    }

    void noticesMoveNothing()
    {
        const auto geometries = [this] {
            QMap<const QWidget*, QRect> all;
            for (const auto* widget : m_open->window.findChildren<QWidget*>())
                if (!m_open->part<NoticeStrip>().isAncestorOf(widget) && widget != &m_open->part<NoticeStrip>())
                    all.insert(widget, widget->geometry());
            return all;
        };
        QCoreApplication::processEvents();
        const auto before = geometries();
        for (int i = 0; i < 10; ++i) {
            m_open->session().notices.say({.level = Notice::Level(i % 3), .sentence = QStringLiteral("Something happened. ").repeated(i + 1),
                                           .action = Notice::Action{QStringLiteral("Undo"), [] {}}});
            QCoreApplication::processEvents();
            QVERIFY(m_open->notice().isVisible());
            QCOMPARE(geometries(), before);
        }
    }

    void noNoticeLiesOverTheButtonsAtTheEndOfAPage()
    {
        m_open->window.resize(1280, 800);
        clickRail(QStringLiteral("model"));
        const auto& strip = m_open->part<NoticeStrip>();
        m_open->session().notices.say({.sentence = QStringLiteral("Back at the same initial weights."),
                                       .action = Notice::Action{QStringLiteral("Bring back mlp-128-64, trained to 98.2 %"), [] {}}});
        const auto canBeHit = [&](const char* name) { // but for its rim
            const auto& button = m_open->part<QPushButton>(QLatin1String(name));
            const QRect covered = QRect(button.mapTo(&m_open->window, QPoint()), button.size()) & strip.geometry();
            return covered.isEmpty() || 4 * covered.width() < button.width();
        };
        for (int i = 0; i < 2; ++i) {
            QVERIFY(strip.isVisible());
            QTRY_VERIFY(canBeHit("apply") && canBeHit("revert"));
            QVERIFY(m_open->session().commands.run(QStringLiteral("view.resetLayout")));
            const auto isOnTop = [&](QPoint place) {
                const QWidget* there = m_open->window.childAt(place);
                return there == &strip || strip.isAncestorOf(there);
            };
            QTRY_VERIFY(isOnTop(strip.geometry().center()));
            QTRY_VERIFY(isOnTop(strip.geometry().bottomLeft() + QPoint(20, -12)));
            clickRail(QStringLiteral("model"));
        }
    }

    void f1ExplainsThePageInSight()
    {
        for (const ViewInfo& view : allViews())
            QVERIFY2(view.help && view.help().contains(QStringLiteral("<b>")), qPrintable(view.id));
        clickRail(QStringLiteral("weights"));
        m_open->press(Qt::Key_F1);
        auto* help = m_open->window.findChild<QDialog*>(QStringLiteral("help"));
        QVERIFY(help && help->isVisible());
        const QString text = help->findChild<QTextBrowser*>(QStringLiteral("helpOfPage"))->toPlainText();
        QVERIFY2(text.startsWith(QStringLiteral("Weights")) && text.contains(QStringLiteral("red where ink excites it")), qPrintable(text));
        help->close();
    }

    void theTitleNamesTheNetworkAndWhetherItIsSaved()
    {
        MainWindow& window = m_open->window;
        QCOMPARE(window.windowTitle(), QStringLiteral("mlp-16-16[*]"));
        QVERIFY(!window.isWindowModified());
        m_open->press(Qt::Key_S);
        QTRY_VERIFY(m_open->isPausedAt(1));
        QTRY_VERIFY(window.isWindowModified());
        QTemporaryDir folder;
        m_open->session().models.save(folder.filePath(QStringLiteral("mine.safetensors")));
        QTRY_COMPARE(window.windowTitle(), QStringLiteral("mine.safetensors[*]"));
        QVERIFY(!window.isWindowModified());
    }

    /// How much larger everything is depends on the screen: tst_window_sizes.
    void presenterModeHasTheWholeScreen()
    {
        const double type = m_open->window.font().pointSizeF();
        m_open->press(Qt::Key_F9);
        QVERIFY(m_open->window.isFullScreen()); // nothing of the desktop around it
        m_open->press(Qt::Key_F9);
        QTRY_COMPARE(m_open->window.font().pointSizeF(), type);
        QVERIFY(!m_open->window.isFullScreen());
    }

    void presenterModeEndsOnThePageThatOneLooksAt()
    {
        clickRail(QStringLiteral("train"));
        m_open->press(Qt::Key_F9);
        clickRail(QStringLiteral("weights"));
        m_open->press(Qt::Key_F9);
        QTRY_VERIFY(!m_open->window.isFullScreen());
        for (int i = 0; i < 5; ++i) // what the layout takes to be back
            QCoreApplication::processEvents();
        QCOMPARE(pagesInPlace(), QStringList{QStringLiteral("weights")});
        QVERIFY(m_open->part<QToolButton>(QStringLiteral("rail.weights")).isChecked());
    }

    void theTypeSizeIsASetting()
    {
        const double type = m_open->window.font().pointSizeF();
        m_open->session().preferences.set(QStringLiteral("typeSize"), 120);
        QTRY_COMPARE(m_open->window.font().pointSizeF(), 1.2 * type);
        m_open->session().preferences.reset(QStringLiteral("typeSize"));
        QTRY_COMPARE(m_open->window.font().pointSizeF(), type);
    }
};

const RegisteredTest<WindowLayoutTest, QApplication> registeredWindowLayoutTest;
#include "tst_window_layout.moc"
