#include "ui/fields/scroll_wheel.h"

#include "ui/fields/real_field.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDial>
#include <QEvent>
#include <QSlider>
#include <QTabBar>

namespace {

template<typename... Kinds>
bool isAny(const QWidget* widget)
{
    return (qobject_cast<const Kinds*>(widget) || ...);
}

/// Whether the wheel over it would change what a person has chosen. A field's own line of text counts as the field; the list
/// that a combo box has opened is a window of its own.
bool wouldChange(const QWidget* widget)
{
    for (; widget; widget = widget->isWindow() ? nullptr : widget->parentWidget()) {
        if (isAny<QComboBox, QTabBar>(widget))
            return true;
        if (isAny<QAbstractSpinBox, RealField, QSlider, QDial>(widget))
            return !widget->hasFocus();
    }
    return false;
}

} // namespace

ScrollWheel::ScrollWheel(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool ScrollWheel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Wheel && event->type() != QEvent::Polish)
        return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget)
        return false;
    if (event->type() == QEvent::Polish) {
        // Qt gives the focus before anyone is asked.
        if (widget->focusPolicy() == Qt::WheelFocus)
            widget->setFocusPolicy(Qt::StrongFocus);
        return false;
    }
    if (!wouldChange(widget))
        return false;
    event->ignore(); // the widget that it lies in gets it next
    return true;
}
