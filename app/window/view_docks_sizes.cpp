// How large each part of the window is.
#include "app/window/view_docks.h"

#include "ui/style/theme.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QToolBar>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace {

constexpr int betweenDocks = 6;
constexpr int leastRight = 422; ///< of the panels beside the page: ten pixels for each cell of the pad, and what the network sees
constexpr int mostRight = 760; ///< on large screens the page gains more by it
constexpr int aroundPad = 145; ///< above it the title, below it the tools
constexpr int leastBelow = 120; ///< of the inspector
constexpr int leastHeight = 600; ///< for the pad with all that belongs to it, and the inspector below

/// How wide what is beside the page is at first, of the window without its rail.
int usualBeside(int width)
{
    return std::clamp(width * 35 / 100, scaled(leastRight), scaled(mostRight));
}

} // namespace

void ViewDocks::stackIfLow(int height)
{
    if (height >= scaled(leastHeight))
        return;
    const QScopedValueRollback guard(m_isArranging, true);
    for (QDockWidget* dock : docksIn(Area::Side))
        if (isInPlace(dock) && m_window.tabifiedDockWidgets(dock).isEmpty())
            m_window.tabifyDockWidget(m_pages.front(), dock);
    m_pages.front()->raise();
}

/// Most of the width is the workspace's; the pad is a square with the prediction beside it.
void ViewDocks::divide(int besidePage)
{
    const auto pad = docksIn(Area::Pad), side = docksIn(Area::Side);
    const int width = widthWithoutRail(m_window.width());
    const int right = std::min(std::max(usualBeside(width), besidePage), width * 52 / 100);
    m_window.resizeDocks({m_pages.front(), pad.front()}, {std::max(300, width - right - betweenDocks), right}, Qt::Horizontal);
    if (!m_window.tabifiedDockWidgets(side.front()).isEmpty())
        return;
    const int room = pad.front()->height() + side.front()->height();
    const int wanted = right * 5 / 7 + scaled(aroundPad);
    const int upper = std::min(std::max(wanted, room / 2), room - scaled(leastBelow));
    m_window.resizeDocks({pad.front(), side.front()}, {upper, room - upper}, Qt::Vertical);
}

int ViewDocks::widthWithoutRail(int width) const
{
    const auto* rail = m_window.findChild<QToolBar*>();
    return width - (rail ? rail->sizeHint().width() : 0);
}

void ViewDocks::follow(QSize before)
{
    QDockWidget* const page = m_pages.front();
    QDockWidget* const pad = docksIn(Area::Pad).front();
    const int beside = std::exchange(m_besideBefore, {}).value_or(pad->width());
    m_followedWidth = m_window.width();
    if (!m_window.isVisible() || before.width() == m_window.width() || !isInPlace(page) || !isInPlace(pad) || page->x() + page->width() > pad->x())
        return;
    constexpr int rounding = 4;
    if (std::abs(beside - usualBeside(widthWithoutRail(before.width()))) <= rounding)
        divide();
    else
        m_window.resizeDocks({page, pad}, {page->width() + pad->width() - beside, beside}, Qt::Horizontal);
}

bool ViewDocks::eventFilter(QObject* watched, QEvent* event)
{
    // With the window, that is; not where the border beside the page is dragged.
    if (event->type() == QEvent::Resize && m_window.width() != m_followedWidth)
        m_besideBefore = static_cast<QResizeEvent*>(event)->oldSize().width();
    return QObject::eventFilter(watched, event);
}

int ViewDocks::widthBesidePage() const
{
    return docksIn(Area::Pad).front()->width();
}
