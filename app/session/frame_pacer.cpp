#include "app/session/frame_pacer.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>

using namespace std::chrono_literals;

namespace {

// Caches lost to a frame, and parts of a batch too long to yield in time, cost training about as much again.
constexpr double shareOfMachine = 0.006;
constexpr double shareWhereThereIsTime = 0.25; // of one core
constexpr double shortestSeconds = 0.033;
constexpr double longestSeconds = 0.75;

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

} // namespace

FramePacer::FramePacer(QObject* parent)
    : QObject(parent)
    , m_share(shareOfMachine)
{
    setSparing(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FramePacer::onTimeout);
}

void FramePacer::start()
{
    m_spentSeconds = threadSeconds();
    m_timer.start(33ms);
}

void FramePacer::setSparing(bool isSparing)
{
    m_isSparing = isSparing;
    m_budget = isSparing ? m_share * std::max(1, QThread::idealThreadCount()) : shareWhereThereIsTime;
}

void FramePacer::setShare(double share)
{
    m_share = share;
    setSparing(m_isSparing);
}

void FramePacer::setHurried(bool isHurried)
{
    if (isHurried && !m_isHurried && isRunning())
        m_timer.start(33ms);
    m_isHurried = isHurried;
}

void FramePacer::onTimeout()
{
    // Since the last tick the event loop has delivered it, and painted what came of it.
    const double now = threadSeconds();
    m_costSeconds += 0.2 * (now - m_spentSeconds - m_costSeconds);
    m_spentSeconds = now;
    const double seconds
        = m_isHurried ? shortestSeconds : std::clamp(m_costSeconds / m_budget, shortestSeconds, longestSeconds);
    const auto interval = std::chrono::milliseconds(std::lround(seconds * 1000));
    if (std::chrono::abs(interval - m_timer.intervalAsDuration()) > 3ms)
        m_timer.setInterval(interval);
    m_coreYield.request();
    // Repaints wait in the queue with low priority: this comes after them.
    QCoreApplication::postEvent(this, new QEvent(QEvent::User), std::numeric_limits<int>::min());
    emit tick();
}

void FramePacer::customEvent(QEvent*)
{
    m_coreYield.release();
}
