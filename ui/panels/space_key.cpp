#include "ui/panels/space_key.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QKeyEvent>

namespace {

bool isPressedBySpace(const QWidget* widget)
{
    if (const auto* box = qobject_cast<const QGroupBox*>(widget))
        return box->isCheckable();
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget);
}

} // namespace

SpaceKey::SpaceKey(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool SpaceKey::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::FocusIn) {
        // A focus that the program moves, or a window or menu gives back, is still whose it was.
        switch (static_cast<QFocusEvent*>(event)->reason()) {
        case Qt::TabFocusReason:
        case Qt::BacktabFocusReason:
        case Qt::ShortcutFocusReason:
            m_isByKeys = true;
            break;
        case Qt::MouseFocusReason:
            m_isByKeys = false;
            break;
        default:
            break;
        }
    } else if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (m_isByKeys && key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier
            && isPressedBySpace(QApplication::focusWidget())) {
            event->accept(); // no shortcut: the key goes to the widget
            return true;
        }
    }
    return false;
}
