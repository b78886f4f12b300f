#include "ui/style/accessible_roles.h"

#include <QAccessibleWidget>
#include <QDockWidget>
#include <QKeySequenceEdit>
#include <QScrollArea>

namespace {

/// What Tab stops at for the arrows to scroll it.
class AccessibleScrollArea : public QAccessibleWidget
{
public:
    explicit AccessibleScrollArea(QScrollArea* area)
        : QAccessibleWidget(area, QAccessible::Pane)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        const QString own = QAccessibleWidget::text(kind);
        return kind == QAccessible::Name && own.isEmpty() ? nameOfPage() : own;
    }

private:
    QString nameOfPage() const
    {
        const QWidget* outer = widget();
        while (!outer->isWindow() && !qobject_cast<const QDockWidget*>(outer))
            outer = outer->parentWidget();
        return outer->windowTitle();
    }
};

class AccessibleKeyField : public QAccessibleWidget
{
public:
    explicit AccessibleKeyField(QKeySequenceEdit* field)
        : QAccessibleWidget(field, QAccessible::HotkeyField)
        , m_field(field)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_field->keySequence().toString(QKeySequence::NativeText) : QAccessibleWidget::text(kind);
    }

private:
    const QKeySequenceEdit* m_field;
};

QAccessibleInterface* accessibleOf(const QString& className, QObject* object)
{
    if (className == QStringLiteral("QScrollArea"))
        return new AccessibleScrollArea(static_cast<QScrollArea*>(object));
    if (className == QStringLiteral("QKeySequenceEdit"))
        return new AccessibleKeyField(static_cast<QKeySequenceEdit*>(object));
    if (className == QStringLiteral("QCustomPlot"))
        return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Chart);
    return nullptr;
}

} // namespace

void installAccessibleRoles()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(accessibleOf);
        return true;
    }();
    Q_UNUSED(isInstalled)
}
