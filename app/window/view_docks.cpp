#include "app/window/view_docks.h"

#include "app/views/view_host.h"
#include "app/window/dock_titles.h"

#include <QDockWidget>
#include <QMainWindow>

#include <algorithm>

namespace {

Qt::DockWidgetArea placeOf(Area area)
{
    return area == Area::Workspace ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea;
}

} // namespace

ViewDocks::ViewDocks(const std::vector<ViewInfo>& views, const Context& context, QMainWindow& window)
    : QObject(&window)
    , m_window(window)
    , m_titles(new DockTitles(window))
    , m_views(views)
{
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    for (const ViewInfo& view : views)
        m_docks.push_back(add(view, context));
    reset();
    connect(&context.selection, &Selection::unitChanged, this, [this, &selection = context.selection] {
        for (std::size_t i = 0; i < m_docks.size(); ++i)
            if (selection.unit() && m_views[i].isAboutUnit)
                m_docks[i]->raise();
    });
}

/// Before the session, which the views are about.
ViewDocks::~ViewDocks()
{
    qDeleteAll(m_docks);
}

QDockWidget* ViewDocks::add(const ViewInfo& view, const Context& context)
{
    auto* dock = new QDockWidget(view.title, &m_window);
    dock->setObjectName(view.id); // saveState() knows docks by it
    auto* place = new QWidget(dock);
    dock->setWidget(place);
    m_window.addDockWidget(placeOf(view.area), dock);
    auto* host = new ViewHost(view, context, place);
    // Of a tab that is raised, too, where Qt sends no show event.
    connect(dock, &QDockWidget::visibilityChanged, host, &ViewHost::setInSight);
    if (view.area == Area::Pad) // there from the first moment, with its commands
        host->makeView();
    m_titles->watch(dock);
    return dock;
}

std::vector<QDockWidget*> ViewDocks::docksIn(Area area) const
{
    std::vector<QDockWidget*> docks;
    for (std::size_t i = 0; i < m_docks.size(); ++i)
        if (m_views[i].area == area)
            docks.push_back(m_docks[i]);
    return docks;
}

void ViewDocks::reset()
{
    for (QDockWidget* dock : m_docks) {
        dock->setFloating(false);
        dock->show();
    }
    const auto stack = [this](const std::vector<QDockWidget*>& docks) {
        for (std::size_t i = 1; i < docks.size(); ++i)
            m_window.tabifyDockWidget(docks[i - 1], docks[i]);
        if (!docks.empty())
            docks.front()->raise();
    };
    const auto pages = docksIn(Area::Workspace), pad = docksIn(Area::Pad), side = docksIn(Area::Side);
    if (pages.empty() || pad.empty() || side.empty())
        return;
    m_window.addDockWidget(Qt::LeftDockWidgetArea, pages.front());
    stack(pages);
    m_window.addDockWidget(Qt::RightDockWidgetArea, pad.front());
    m_window.splitDockWidget(pad.front(), side.front(), Qt::Vertical);
    stack(pad);
    stack(side);
    const int width = m_window.width(), height = m_window.height();
    const int right = std::clamp(width * 46 / 100, 400, 640);
    m_window.resizeDocks({pages.front(), pad.front()}, {std::max(300, width - right), right}, Qt::Horizontal);
    m_window.resizeDocks({pad.front(), side.front()}, {height * 58 / 100, height * 42 / 100}, Qt::Vertical);
}

void ViewDocks::floatAll()
{
    for (QDockWidget* dock : m_docks) {
        dock->setFloating(true);
        dock->resize(620, 480);
        dock->show();
    }
}

void ViewDocks::show(const QString& id)
{
    const auto dock = std::ranges::find(m_docks, id, &QObject::objectName);
    if (dock == m_docks.end())
        return;
    (*dock)->show();
    (*dock)->raise();
}
