#pragma once

#include "engine/tensor/core_yield.h"

#include <QObject>
#include <QTimer>

#include <chrono>

/// Ticks at screen rate, and less often when repainting takes so much of the machine that training would feel it:
/// watching a run may take less than a hundredth of the cores, where nobody wants more.
class FramePacer : public QObject
{
    Q_OBJECT

public:
    explicit FramePacer(QObject* parent = nullptr);

    void start();
    void stop() { m_timer.stop(); }
    /// Whether training needs all of the machine; else it may be watched as smoothly as can be. True at first.
    void setSparing(bool isSparing);
    /// Of the whole machine, (0, 1], while it is sparing.
    void setShare(double share);
    /// While somebody waits for an answer, it ticks at screen rate whatever that costs.
    void setHurried(bool isHurried);
    std::chrono::milliseconds interval() const { return m_timer.intervalAsDuration(); }
    bool isRunning() const { return m_timer.isActive(); }
    /// Requested from a tick until what came of it has been painted.
    const engine::CoreYield& coreYield() const { return m_coreYield; }

signals:
    void tick();

protected:
    void customEvent(QEvent* event) override;

private:
    void onTimeout();

    QTimer m_timer;
    engine::CoreYield m_coreYield;
    double m_spentSeconds = 0; ///< this thread's processor time at the last tick
    double m_costSeconds = 0; ///< of a frame, smoothed
    bool m_isSparing = true;
    double m_share; ///< see setShare()
    bool m_isHurried = false;
    double m_budget = 0; ///< seconds of this thread per second
};
