#include "app/window/view_docks.h"

#include "app/session/runs.h"
#include "app/session/selection.h"
#include "app/views/view_host.h"
#include "app/window/dock_titles.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QScopedValueRollback>

#include <algorithm>

namespace {

constexpr int layoutVersion = 1; ///< of saveState(): 0 had the pages behind tabs, and Model beside them

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
    m_pages = docksIn(Area::Workspace);
    for (QDockWidget* dock : docksIn(Area::Pad))
        dock->installEventFilter(this);
    reset();
    connect(&context.selection, &Selection::unitChanged, this, [this, &selection = context.selection] {
        for (std::size_t i = 0; i < m_docks.size(); ++i)
            if (selection.unit() && m_views[i].isAboutUnit)
                m_docks[i]->raise();
    });
    connect(&context.runs, &Runs::choiceWanted, this, [this] {
        for (const ViewInfo& view : m_views)
            if (view.offersNetworks)
                show(view.id);
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
    if (view.area == Area::Workspace)
        dock->hide(); // until the rail brings it
    m_window.addDockWidget(placeOf(view.area), dock);
    auto* host = new ViewHost(view, context, place);
    // Of a tab that is raised, too, where Qt sends no show event.
    connect(dock, &QDockWidget::visibilityChanged, host, &ViewHost::setInSight);
    if (view.area == Area::Pad) // there from the first moment, with its commands
        host->makeView();
    if (view.area == Area::Workspace) {
        const auto setClosable = [dock](bool isLoose) { // in the window, the rail changes pages; an empty place helps nobody
            const auto features = QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable;
            dock->setFeatures(isLoose ? features | QDockWidget::DockWidgetClosable : features);
        };
        setClosable(false);
        connect(dock, &QDockWidget::topLevelChanged, dock, setClosable);
        const auto fill = [this] { fillWorkspace(); };
        connect(dock, &QDockWidget::topLevelChanged, this, fill, Qt::QueuedConnection); // it came loose
        connect(dock, &QDockWidget::visibilityChanged, this, [this, dock](bool isVisible) {
            if (isVisible && !m_isArranging) // it came to the front by itself: of tabs that somebody made
                setPage(dock);
        });
        connect(dock, &QDockWidget::visibilityChanged, this, fill, Qt::QueuedConnection); // it was closed
    }
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

bool ViewDocks::isInPlace(const QDockWidget* dock)
{
    return !dock->isFloating() && !dock->isHidden();
}

bool ViewDocks::isPage(const QDockWidget* dock) const
{
    return std::ranges::find(m_pages, dock) != m_pages.end();
}

void ViewDocks::reset()
{
    const auto pages = docksIn(Area::Workspace), pad = docksIn(Area::Pad), side = docksIn(Area::Side);
    if (pages.empty() || pad.empty() || side.empty())
        return;
    QDockWidget* const page = m_pages.front();
    {
        const QScopedValueRollback guard(m_isArranging, true);
        for (QDockWidget* dock : m_docks) {
            dock->setFloating(false);
            m_window.addDockWidget(placeOf(m_views[std::size_t(std::ranges::find(m_docks, dock) - m_docks.begin())].area), dock);
            dock->setVisible(!isPage(dock) || dock == page);
        }
        const auto stack = [this](const std::vector<QDockWidget*>& docks) {
            for (std::size_t i = 1; i < docks.size(); ++i)
                m_window.tabifyDockWidget(docks[i - 1], docks[i]);
            docks.front()->raise();
        };
        stack(pages);
        m_window.splitDockWidget(pad.front(), side.front(), Qt::Vertical);
        stack(pad);
        stack(side);
    }
    showPage(page);
    stackIfLow(m_window.height());
    divide();
}

void ViewDocks::floatAll()
{
    const QScopedValueRollback guard(m_isArranging, true);
    for (QDockWidget* dock : m_docks) {
        dock->setFloating(true);
        dock->resize(620, 480);
        dock->show();
    }
}

void ViewDocks::show(const QString& id)
{
    const auto found = std::ranges::find(m_docks, id, &QObject::objectName);
    if (found == m_docks.end())
        return;
    QDockWidget* const dock = *found;
    if (isPage(dock) && !isInPlace(dock) && !(dock->isFloating() && dock->isVisible())) {
        showPage(dock);
        return;
    }
    dock->show();
    dock->raise();
    if (dock->isFloating())
        dock->activateWindow();
    if (isPage(dock))
        setPage(dock);
}

/// In the place of the one that was shown last and is still in the window.
void ViewDocks::showPage(QDockWidget* page)
{
    {
        const QScopedValueRollback guard(m_isArranging, true);
        const bool wasUpdating = m_window.updatesEnabled(); // for a moment both are there, behind tabs
        m_window.setUpdatesEnabled(false);
        page->setFloating(false); // closed while it was loose
        const auto before = std::ranges::find_if(m_pages, [page](const QDockWidget* dock) { return dock != page && isInPlace(dock); });
        if (before != m_pages.end())
            m_window.tabifyDockWidget(*before, page);
        page->show();
        if (before != m_pages.end())
            (*before)->hide();
        page->raise();
        m_window.setUpdatesEnabled(wasUpdating);
    }
    setPage(page);
}

void ViewDocks::setPage(QDockWidget* page)
{
    const auto place = std::ranges::find(m_pages, page);
    if (place == m_pages.begin())
        return;
    std::rotate(m_pages.begin(), place, place + 1);
    emit pageChanged();
}

/// A page that has come loose or was closed leaves no hole: the one before takes its place.
void ViewDocks::fillWorkspace()
{
    if (m_isArranging || !m_window.isVisible() || std::ranges::any_of(m_pages, isInPlace))
        return;
    const auto hidden = std::ranges::find_if(m_pages, [](const QDockWidget* dock) { return dock->isHidden(); });
    if (hidden == m_pages.end())
        return; // all of them are loose
    showPage(*hidden);
    divide();
}

QString ViewDocks::page() const
{
    return m_pages.empty() ? QString() : m_pages.front()->objectName();
}

QByteArray ViewDocks::saveState() const
{
    return m_window.saveState(layoutVersion);
}

bool ViewDocks::restoreState(const QByteArray& state)
{
    const QScopedValueRollback guard(m_isArranging, true);
    if (!m_window.restoreState(state, layoutVersion))
        return false;
    const auto page = std::ranges::find_if(m_pages, isInPlace);
    if (page != m_pages.end())
        setPage(*page);
    return true;
}
