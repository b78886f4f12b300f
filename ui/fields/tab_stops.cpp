#include "ui/fields/tab_stops.h"

#include <QApplication>
#include <QScrollArea>
#include <QWidget>

#include <algorithm>
#include <functional>

namespace {

bool isStop(const QWidget* widget)
{
    return widget->isEnabled() && widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy();
}

/// A part of a container and the stops in it, in order.
struct Part
{
    QRect area;
    QList<QWidget*> stops;
};

using Parts = QList<Part>;

/// Groups of parts that a straight line keeps apart, from one side to the other; nearEdge and farEdge: of an area, across it.
template<typename Edge>
QList<Parts> cut(Parts parts, Edge nearEdge, Edge farEdge)
{
    std::ranges::stable_sort(parts, {}, [nearEdge](const Part& part) { return std::invoke(nearEdge, part.area); });
    QList<Parts> groups;
    int end = 0;
    for (const Part& part : std::as_const(parts)) {
        if (groups.isEmpty() || std::invoke(nearEdge, part.area) > end)
            groups.emplaceBack();
        groups.last() << part;
        end = groups.last().size() == 1 ? std::invoke(farEdge, part.area) : std::max(end, std::invoke(farEdge, part.area));
    }
    return groups;
}

/// The X-Y cut of Nagy and Seth (1984): rows, where lines from side to side part them, else columns, and so on in each.
QList<QWidget*> read(const Parts& parts)
{
    if (parts.size() == 1)
        return parts.front().stops;
    QList<Parts> groups = cut(parts, &QRect::top, &QRect::bottom);
    if (groups.size() == 1)
        groups = cut(parts, &QRect::left, &QRect::right);
    if (groups.size() == 1) // one lies over another, as a notice does: the uppermost, which comes last, is read last
        groups = {parts.first(parts.size() - 1), parts.last(1)};
    QList<QWidget*> stops;
    for (const Parts& group : std::as_const(groups))
        stops << read(group);
    return stops;
}

/// Of the widget and all that lies in it. also: counts as one although Tab does not stop there.
QList<QWidget*> stopsIn(const QWidget* container, const QWidget* also)
{
    Parts parts;
    for (QObject* child : container->children()) {
        auto* widget = qobject_cast<QWidget*>(child);
        if (!widget || widget->isWindow() || !widget->isVisible())
            continue;
        // Docks behind another stand outside the window.
        if (container->isWindow() && !container->rect().intersects(widget->geometry()))
            continue;
        QList<QWidget*> stops;
        if (isStop(widget) || widget == also)
            stops << widget;
        stops << stopsIn(widget, also);
        if (!stops.isEmpty())
            parts << Part{widget->geometry(), stops};
    }
    return parts.isEmpty() ? QList<QWidget*>() : read(parts);
}

} // namespace

QList<QWidget*> tabStops(const QWidget& window)
{
    return stopsIn(&window, nullptr);
}

bool moveFocus(QWidget& window, bool forward)
{
    QWidget* now = QApplication::focusWidget();
    const QList<QWidget*> places = stopsIn(&window, now);
    const qsizetype count = places.size();
    const qsizetype from = places.indexOf(now);
    for (qsizetype i = 1; i <= count; ++i) {
        const qsizetype first = from < 0 ? (forward ? -1 : count) : from;
        QWidget* next = places[((forward ? first + i : first - i) + count) % count];
        if (!isStop(next))
            continue;
        next->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        for (QWidget* outer = next->parentWidget(); outer; outer = outer->parentWidget())
            if (auto* area = qobject_cast<QScrollArea*>(outer))
                area->ensureWidgetVisible(next);
        return true;
    }
    return false;
}
