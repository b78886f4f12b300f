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

bool movesFocus(const QKeyEvent& key)
{
    return key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab;
}

bool isSpace(const QKeyEvent& key)
{
    return key.key() == Qt::Key_Space && key.modifiers() == Qt::NoModifier;
}

} // namespace

SpaceKey::SpaceKey(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool SpaceKey::eventFilter(QObject*, QEvent* event)
{
    // Not by what a focus event says: where a button that was clicked goes away, Qt moves the focus on as Tab does.
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        m_isByKeys = false;
        break;
    case QEvent::KeyPress:
        m_isByKeys = m_isByKeys || movesFocus(*static_cast<QKeyEvent*>(event));
        break;
    case QEvent::ShortcutOverride:
        if (m_isByKeys && isSpace(*static_cast<QKeyEvent*>(event)) && isPressedBySpace(QApplication::focusWidget())) {
            event->accept(); // no shortcut: the key goes to the widget
            return true;
        }
        break;
    default:
        break;
    }
    return false;
}
