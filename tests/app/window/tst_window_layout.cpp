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

    void presenterModeIsHalfAsLargeAgain()
    {
        const double type = m_open->window.font().pointSizeF();
        m_open->press(Qt::Key_F9);
        QCOMPARE(uiScale(), 1.5);
        QTRY_COMPARE(m_open->window.font().pointSizeF(), 1.5 * type);
        QVERIFY(m_open->window.isFullScreen()); // nothing of the desktop around it
        m_open->press(Qt::Key_F9);
        QTRY_COMPARE(m_open->window.font().pointSizeF(), type);
        QVERIFY(!m_open->window.isFullScreen());
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
