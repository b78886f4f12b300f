// How large the window is, and where: at first, while presenting, and after a reset.
#include "app/window/main_window.h"

#include "app/window/view_docks.h"
#include "ui/style/theme.h"

#include <QLayout>
#include <QResizeEvent>
#include <QScreen>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace {

constexpr double presenting = 1.5; ///< times as large as usual, where the screen has room for it
constexpr QSize roomToPresent(853, 533); ///< what every page needs at the usual size: that of 1280×800 while presenting
constexpr std::chrono::seconds longestReturn(1); ///< from the whole screen to a window
constexpr double shareOfLargeScreens = 0.8;
constexpr QSize smallestAtFirst(1280, 800);
constexpr QSize largestAtFirst(2240, 1440);
constexpr QSize frameAtFirst(4, 32); ///< what a window manager may draw around it: unknown until it is shown
constexpr QMargins aroundAtFirst(2, 30, 2, 2); ///< the same, by its sides

} // namespace

void MainWindow::takeFirstSize()
{
    const QSize room = screen()->availableSize();
    const QSize size = (room * shareOfLargeScreens).boundedTo(largestAtFirst).expandedTo(smallestAtFirst).boundedTo(room - frameAtFirst);
    resize(size);
    m_docks->reset();
    layout()->activate(); // only now it knows how small the docks can be: on a low screen the window had become too high
    resize(size);
}

void MainWindow::resetLayout()
{
    m_docks->reset();
    fitIntoScreen();
    setFocus(Qt::OtherFocusReason); // digits are the window's again
}

/// Nothing of it lies beyond the screen, which may have become another. True where it was too large for it.
bool MainWindow::fitIntoScreen()
{
    if (isMaximized() || isFullScreen())
        return false;
    const QRect frame = frameGeometry(), inner = geometry();
    const QMargins around(inner.left() - frame.left(), inner.top() - frame.top(), frame.right() - inner.right(), frame.bottom() - inner.bottom());
    const QRect room = screen()->availableGeometry().marginsRemoved(isVisible() ? around : aroundAtFirst);
    const bool isTooLarge = width() > room.width() || height() > room.height();
    if (isTooLarge) {
        resize(size().boundedTo(room.size()));
        m_docks->divide();
    }
    const int left = std::max(room.left(), std::min(inner.left(), room.right() + 1 - width()));
    const int top = std::max(room.top(), std::min(inner.top(), room.bottom() + 1 - height()));
    if (QPoint(left, top) != inner.topLeft())
        setGeometry(left, top, width(), height());
    return isTooLarge;
}

/// Half as large again, and nothing of the desktop around it; then everything as it was.
void MainWindow::setPresenting(bool isPresenting)
{
    // Whether it fills the screen on its own account is not read off: on the way back from presenting it still does.
    if (isPresenting && !m_before)
        m_before = Place{windowState().setFlag(Qt::WindowFullScreen, m_fillsScreen), size(), m_docks->widthBesidePage(), saveGeometry(), m_docks->saveState()};
    m_isPresenting = isPresenting;
    m_returning.stop();
    applyScale();
    setWindowState(isPresenting ? windowState() | Qt::WindowFullScreen : m_before->state);
    if (isPresenting) {
        m_docks->stackIfLow(screen()->size().height());
        divideForPresenting();
    } else {
        bringBackLayout();
        // From the last time on: the window manager takes its time, and on the way back the window is still on the whole screen.
        m_returning.start(longestReturn);
    }
    const QString subject = QStringLiteral("presenter");
    m_session.notices.expire(subject);
    if (isPresenting)
        say({.sentence = presentingScale() < presenting
                 ? tr("Presenter mode: everything is as large as this screen has room for. F9 ends it.")
                 : tr("Presenter mode: everything is half as large again. F9 ends it."),
             .subject = subject});
}

void MainWindow::endReturn()
{
    m_before.reset();
    if (isFullScreen() && !m_fillsScreen)
        setWindowState(windowState() & ~Qt::WindowFullScreen);
    fitIntoScreen();
}

void MainWindow::fillScreen(bool fills)
{
    m_fillsScreen = fills;
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, fills));
}

void MainWindow::divideForPresenting()
{
    m_docks->divide(int(presentingScale() * m_before->besidePage));
}

/// On a small screen less: half as large again, the window would be wider than that.
double MainWindow::presentingScale() const
{
    const QSizeF room = QSizeF(screen()->size()) / m_typeSize;
    return std::clamp(std::min(room.width() / roomToPresent.width(), room.height() / roomToPresent.height()), 1.0, presenting);
}

void MainWindow::applyScale()
{
    setUiScale(m_typeSize * (m_isPresenting ? presentingScale() : 1));
}

/// As often as the window manager takes steps to the former size. The page stays: it is what one looks at.
void MainWindow::bringBackLayout()
{
    if (m_isPresenting || !m_before)
        return;
    const QString page = m_docks->page();
    m_docks->restoreState(m_before->docks);
    m_docks->show(page);
    if (size() != m_before->size)
        return;
    QTimer::singleShot(0, this, [this, page] { // once more, when all else has its former size, too
        if (m_isPresenting || !m_before)
            return;
        m_docks->restoreState(m_before->docks);
        m_docks->show(page);
        m_before.reset();
    });
}

/// Only now the docks know how much width the rail leaves them.
void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!std::exchange(m_isAsAtFirst, false))
        return;
    layout()->activate();
    m_docks->divide();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (m_isPresenting)
        divideForPresenting(); // now it has the whole screen
    else if (m_before)
        bringBackLayout();
    else
        m_docks->follow(event->oldSize());
}
