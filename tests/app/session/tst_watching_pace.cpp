#include "app/session/watching_pace.h"
#include "engine/gallery/gallery.h"
#include "tests/app/session/run_fixture.h"
#include "tests/registered_test.h"

class WatchingPaceTest : public QObject
{
    Q_OBJECT

private slots:
    void networksThatReadPointsAreSlowEnoughToBeWatched()
    {
        BusyRun busy(twoEpochs());
        const WatchingPace pace(busy.runs);
        QVERIFY(!busy.run.pace());
        busy.runs.open(freshNetwork(engine::findPreset("xor")));
        QCOMPARE(busy.run.pace(), std::optional(WatchingPace::usual));
        busy.runs.undo();
        QVERIFY(!busy.run.pace());
    }

    void aChosenPaceStaysFromPointsToPoints()
    {
        BusyRun busy(engine::findPreset("xor"));
        const WatchingPace pace(busy.runs);
        QCOMPARE(busy.run.pace(), std::optional(WatchingPace::usual));
        busy.run.setPace(10);
        busy.runs.open(freshNetwork(engine::findPreset("neuron")));
        QCOMPARE(busy.run.pace(), std::optional(10.0));
        busy.run.setPace({});
        busy.runs.rewind();
        QVERIFY(!busy.run.pace());
    }
};

const RegisteredTest<WatchingPaceTest> registeredWatchingPaceTest;
#include "tst_watching_pace.moc"
