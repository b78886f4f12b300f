#pragma once

#include <QCoreApplication>
#include <QPoint>
#include <QWheelEvent>
#include <QWidget>

/// As Qt does it with a wheel that is really turned: what lies there is told first, then what it lies in, until one takes it.
/// (An event that a program makes goes to the first alone.) at: in the widget.
inline void turnWheelOver(QWidget& widget, QPoint at, int clicks)
{
    QWidget* const child = widget.childAt(at);
    const QPoint global = widget.mapToGlobal(at);
    for (QWidget* target = child ? child : &widget; target; target = target->isWindow() ? nullptr : target->parentWidget()) {
        QWheelEvent event(target->mapFromGlobal(global), global, {}, {0, 120 * clicks}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(target, &event);
        if (event.isAccepted())
            return;
    }
}
