#pragma once

#include <QCoreApplication>
#include <QPoint>
#include <QWheelEvent>
#include <QWidget>
#include <QWindow>

/// As the mouse does it: the window is told, and finds out itself what lies there. at: in the widget.
inline void turnWheelOver(QWidget& widget, QPoint at, int clicks)
{
    const QPoint global = widget.mapToGlobal(at);
    QWheelEvent event(widget.window()->mapFromGlobal(global), global, {}, {0, 120 * clicks}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget.window()->windowHandle(), &event);
}
