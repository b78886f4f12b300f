#include "app/window/dock_titles.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QScopedValueRollback>

#include <algorithm>

DockTitles::DockTitles(QMainWindow& window)
    : QObject(&window)
    , m_window(window)
{
}

void DockTitles::watch(QDockWidget* dock)
{
    // Queued: while a dock moves, the window does not know yet which docks share a place.
    connect(dock, &QDockWidget::topLevelChanged, this, &DockTitles::update, Qt::QueuedConnection);
    connect(dock, &QDockWidget::dockLocationChanged, this, &DockTitles::update, Qt::QueuedConnection);
    connect(dock, &QDockWidget::visibilityChanged, this, &DockTitles::update, Qt::QueuedConnection);
}

void DockTitles::update()
{
    if (m_isUpdating)
        return;
    const QScopedValueRollback guard(m_isUpdating, true); // a changed title bar shows and hides parts of its dock
    for (auto* dock : m_window.findChildren<QDockWidget*>()) {
        const auto beside = m_window.tabifiedDockWidgets(dock);
        const bool hasTab = !dock->isFloating() && std::ranges::any_of(beside, [](const QDockWidget* other) { return !other->isHidden(); });
        const bool hasTitle = dock->titleBarWidget() == nullptr;
        if (hasTab && hasTitle) {
            dock->setTitleBarWidget(new QWidget(dock));
        } else if (!hasTab && !hasTitle) {
            QWidget* empty = dock->titleBarWidget();
            dock->setTitleBarWidget(nullptr);
            delete empty;
        }
    }
}
