#include "app/views/all_views.h"
#include "tests/app/window/window_test.h"
#include "tests/registered_test.h"
#include "ui/fields/foldable_group.h"
#include "ui/panels/transport_bar.h"

#include <QDockWidget>
#include <QSet>

namespace {

QString inWords(const QWidget* widget)
{
    QStringList names;
    for (; widget; widget = widget->parentWidget())
        if (names.isEmpty() || !widget->objectName().isEmpty())
            names.prepend(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName());
    return names.join(QStringLiteral(" / "));
}

const QDockWidget* dockOf(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget())
        if (const auto* dock = qobject_cast<const QDockWidget*>(widget))
            return dock;
    return nullptr;
}

} // namespace

/// Tab through the whole window, as without a mouse.
class WindowTabTest : public WindowTest
{
    Q_OBJECT

private slots:
    void everyStopIsReachedAndShowsIt_data()
    {
        QTest::addColumn<QString>("page");
        for (const ViewInfo& view : allViews())
            QTest::addRow("%s", qPrintable(view.id)) << view.id;
    }

    void everyStopIsReachedAndShowsIt()
    {
        QFETCH(QString, page);
        show(page);
        const QList<QWidget*> stops = walk();
        QVERIFY(stops.size() > 10);
        QStringList missed;
        for (const QWidget* widget : stopsInSight())
            if (!stops.contains(widget))
                missed << inWords(widget);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1Char('\n'))));
        QVERIFY2(m_unmarked.isEmpty(), qPrintable(m_unmarked.join(QLatin1Char('\n'))));
    }

    void orderFollowsTheEye()
    {
        show(QStringLiteral("model"));
        QList<QWidget*> stops = walk();
        // From the upper left corner on, whatever had the focus at first.
        const auto* transport = &m_open->part<TransportBar>();
        const auto first = std::ranges::find_if(stops, [transport](const QWidget* stop) { return transport->isAncestorOf(stop); });
        QVERIFY(first != stops.end());
        std::rotate(stops.begin(), first, stops.end());
        QList<const QDockWidget*> docks;
        int right = -1;
        for (const QWidget* stop : std::as_const(stops)) {
            if (transport->isAncestorOf(stop)) {
                const int left = stop->mapTo(transport, QPoint()).x();
                QVERIFY(left > right);
                right = left + stop->width() - 1;
                continue;
            }
            const QDockWidget* dock = dockOf(stop);
            if (dock && (docks.isEmpty() || docks.last() != dock))
                docks << dock;
        }
        QVERIFY(docks.size() >= 2);
        QCOMPARE(QSet(docks.begin(), docks.end()).size(), docks.size()); // each from its first stop to its last
        for (qsizetype i = 1; i < docks.size(); ++i) {
            const QRect before = docks[i - 1]->geometry(), now = docks[i]->geometry();
            QVERIFY(before.right() < now.left() || before.bottom() < now.top());
        }
    }

    void shiftTabGoesTheSameWayBack()
    {
        show(QStringLiteral("train"));
        QList<QWidget*> forward = walk();
        QList<QWidget*> back = walk(Qt::Key_Backtab);
        std::ranges::reverse(back);
        std::rotate(back.begin(), std::ranges::find(back, forward.first()), back.end());
        QCOMPARE(back, forward);
    }

private:
    void show(const QString& page)
    {
        m_open->session().commands.run(QStringLiteral("view.") + page);
        auto* dock = m_open->window.findChild<QDockWidget*>(page);
        QVERIFY(dock);
        QTRY_VERIFY(!dock->visibleRegion().isEmpty());
        for (FoldableGroup* group : dock->findChildren<FoldableGroup*>())
            group->setOpen(true);
        QCoreApplication::processEvents(); // the layout settles
    }

    QList<QWidget*> stopsInSight() const
    {
        QList<QWidget*> stops;
        for (QWidget* widget : m_open->window.findChildren<QWidget*>()) {
            const QDockWidget* dock = dockOf(widget);
            const bool isInSight = widget->window() == &m_open->window && widget->isVisible() && (!dock || !dock->visibleRegion().isEmpty());
            // Qt keeps the tab bar of docks that share a place, one of them in sight, where nobody sees it.
            const bool isAway = widget->parentWidget() == &m_open->window && !m_open->window.rect().intersects(widget->geometry());
            if (isInSight && !isAway && widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy())
                stops << widget;
        }
        return stops;
    }

    /// Until it comes round.
    QList<QWidget*> walk(Qt::Key key = Qt::Key_Tab)
    {
        constexpr int tooMany = 400;
        m_unmarked.clear();
        QList<QWidget*> stops;
        for (int i = 0; i < tooMany; ++i) {
            QWidget* from = QApplication::focusWidget();
            QTest::keyClick(from ? from : &m_open->window, key);
            QWidget* stop = QApplication::focusWidget();
            if (!stop || stops.contains(stop))
                break;
            stops << stop;
            if (stop->visibleRegion().isEmpty() || !showsFocus(*stop))
                m_unmarked << inWords(stop);
        }
        return stops;
    }

    bool showsFocus(QWidget& stop) const
    {
        QWidget& window = m_open->window;
        const QRect area = QRect(stop.mapTo(&window, QPoint()), stop.size()).adjusted(-3, -3, 3, 3) & window.rect();
        const QImage with = window.grab(area).toImage();
        stop.clearFocus();
        const QImage without = window.grab(area).toImage();
        const bool isSteady = window.grab(area).toImage() == without; // else they differ by something else
        stop.setFocus(Qt::TabFocusReason);
        return isSteady && with != without;
    }

    QStringList m_unmarked; ///< of the last walk
};

const RegisteredTest<WindowTabTest, QApplication> registeredWindowTabTest;
#include "tst_window_tab.moc"
