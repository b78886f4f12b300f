#include "app/frame_pacer.h"

#include <QThread>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>

using namespace std::chrono_literals;

namespace {

// Threads that train wait for one another, so a core that the window takes for a moment is missed by all: what it takes
// counts about twice.
constexpr double shareOfMachine = 0.006;
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
    , m_budget(shareOfMachine * std::max(1, QThread::idealThreadCount()))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FramePacer::onTimeout);
}

void FramePacer::start()
{
    m_spentSeconds = threadSeconds();
    m_timer.start(33ms);
}

void FramePacer::onTimeout()
{
    // Since the last tick the event loop has delivered it, and painted what came of it.
    const double now = threadSeconds();
    m_costSeconds += 0.2 * (now - m_spentSeconds - m_costSeconds);
    m_spentSeconds = now;
    const double seconds = std::clamp(m_costSeconds / m_budget, shortestSeconds, longestSeconds);
    const auto interval = std::chrono::milliseconds(std::lround(seconds * 1000));
    if (std::chrono::abs(interval - m_timer.intervalAsDuration()) > 3ms)
        m_timer.setInterval(interval);
    emit tick();
}
