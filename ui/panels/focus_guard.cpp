#include "ui/panels/focus_guard.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTimer>
#include <QWidget>

namespace {

/// Esc takes a field's text back or closes a list: it is no key of the window there.
bool keepsEscape(QObject* watched)
{
    const auto* widget = qobject_cast<QWidget*>(watched);
    return widget
        && (qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget)
            || widget->window()->windowType() == Qt::Popup);
}

} // namespace

FocusGuard::FocusGuard(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool FocusGuard::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride: {
        const int key = static_cast<QKeyEvent*>(event)->key();
        m_isTabPressed = key == Qt::Key_Tab || key == Qt::Key_Backtab;
        if (key == Qt::Key_Escape && event->type() == QEvent::ShortcutOverride && keepsEscape(watched)) {
            event->accept();
            return true;
        }
        break;
    }
    case QEvent::MouseButtonPress:
        m_isTabPressed = false;
        break;
    case QEvent::FocusIn: {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        const bool isByTab = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
        auto* widget = qobject_cast<QWidget*>(watched);
        if (isByTab && !m_isTabPressed && widget && widget != &m_window && widget->window() == &m_window)
            QTimer::singleShot(0, widget, [this, widget] { // Qt is still in the middle of moving it
                if (widget->hasFocus())
                    m_window.setFocus(Qt::OtherFocusReason);
            });
        break;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}
