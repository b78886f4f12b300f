#include "app/session/frame_pacer.h"
#include "tests/registered_test.h"

#include <QTest>

#include <ctime>

using namespace std::chrono_literals;

namespace {

/// Of processor time, so that a busy machine changes nothing.
void work(double seconds)
{
    const std::clock_t begin = std::clock();
    while (double(std::clock() - begin) / CLOCKS_PER_SEC < seconds) {
    }
}

} // namespace

class FramePacerTest : public QObject
{
    Q_OBJECT

private slots:
    void ticksLessOftenWhereFramesAreDear()
    {
        FramePacer pacer;
        connect(&pacer, &FramePacer::tick, this, [] { work(0.02); });
        pacer.start();
        QCOMPARE(pacer.interval(), 33ms);
        QTRY_VERIFY(pacer.interval() > 66ms);
    }

    void hurriesWhileSomebodyWaits()
    {
        FramePacer pacer;
        int ticks = 0;
        connect(&pacer, &FramePacer::tick, this, [&ticks] {
            ++ticks;
            work(0.02);
        });
        pacer.start();
        QTRY_VERIFY(pacer.interval() > 66ms);
        pacer.setHurried(true);
        QCOMPARE(pacer.interval(), 33ms);
        const int before = ticks;
        QTRY_VERIFY(ticks > before + 2);
        QCOMPARE(pacer.interval(), 33ms);
        pacer.setHurried(false);
        QTRY_VERIFY(pacer.interval() > 66ms);
    }
};

const RegisteredTest<FramePacerTest> registeredFramePacerTest;
#include "tst_frame_pacer.moc"
