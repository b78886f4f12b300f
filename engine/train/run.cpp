#include "engine/train/run.h"

#include "engine/train/pending_evaluations.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

namespace engine {
namespace {

using Clock = std::chrono::steady_clock;

/// Steps per second of the steps alone: pauses and evaluations do not count.
class SpeedMeter
{
public:
    void begin() { m_begin = Clock::now(); }
    /// A new value about twice a second, 0 in between.
    double end(std::size_t samples)
    {
        m_busy += Clock::now() - m_begin;
        m_samples += samples;
        if (m_busy < std::chrono::milliseconds(400))
            return 0;
        const double speed = double(m_samples) / std::chrono::duration<double>(m_busy).count();
        m_busy = {};
        m_samples = 0;
        return speed;
    }

private:
    Clock::time_point m_begin;
    Clock::duration m_busy{};
    std::size_t m_samples = 0;
};

/// Early on the test curve moves fast: look after 10, 40, 160, … steps of the first epoch.
bool isEarly(std::uint64_t step, std::uint64_t stepsPerEpoch)
{
    if (step > stepsPerEpoch)
        return false;
    std::uint64_t early = 10;
    while (early < step)
        early *= 4;
    return early == step;
}

/// What evaluations may take of a run that does not wait for them.
class SpareTime
{
public:
    explicit SpareTime(const WatchedEvaluation& limits)
        : m_limits(limits)
    {
    }

    /// A new evaluation gets a first slice at once, which is all that one of little data needs.
    void grant()
    {
        m_saved = m_limits.slice;
        m_since = Clock::now();
    }
    /// How long they may work now. Waits for a slow pace count too, and a long pause does not make for a long delay.
    Clock::duration take()
    {
        const auto now = Clock::now();
        m_saved += std::chrono::duration_cast<Clock::duration>(m_limits.share * (now - m_since));
        m_saved = std::min<Clock::duration>(m_saved, longestSlice);
        m_since = now;
        return m_saved >= m_limits.slice ? m_saved : Clock::duration{};
    }
    /// After what take() gave.
    void spend()
    {
        const auto now = Clock::now();
        m_saved -= now - m_since;
        m_since = now;
    }

private:
    /// Of what is watched step by step, a step is not to come much late.
    static constexpr std::chrono::milliseconds longestSlice{100};

    WatchedEvaluation m_limits;
    Clock::duration m_saved{};
    Clock::time_point m_since = Clock::now();
};

class Run
{
public:
    Run(Trainer& trainer, TrainingFeed& feed, TrainingControls& controls, std::stop_token stop,
        const std::optional<WatchedEvaluation>& watched)
        : m_trainer(trainer)
        , m_feed(feed)
        , m_controls(controls)
        , m_stop(std::move(stop))
        , m_watched(watched)
        , m_pending(trainer)
        , m_spareTime(watched.value_or(WatchedEvaluation()))
        , m_startIsDue(trainer.stepsDone() == 0)
    {
        if (watched && !watched->cutOffStart.empty())
            m_pending.addPastStart(watched->cutOffStart);
        // What a stop cut off when the last epoch ended.
        if (trainer.stepsDone() > 0 && trainer.epochEndIsDue())
            m_pending.add(true);
    }

    bool isOver() const
    {
        return !m_trainer.isPretraining()
            && (m_trainer.hasStopped() || m_trainer.stepsDone() >= m_trainer.stepsPlanned());
    }

    /// Makes what the next step has to wait for. false: stop was requested meanwhile.
    bool settle()
    {
        while (m_pretrainingIsUnjudged)
            if (!evaluatePretraining() && !waitWhilePaused())
                return false;
        if (m_startIsDue && !m_trainer.isPretraining())
            start();
        if (isOver())
            m_pending.holdAll();
        while (m_pending.hold()) {
            if (evaluate())
                continue;
            if (!waitWhilePaused())
                return false;
            if (stepsGoFirst() && m_controls.hasSteps())
                m_pending.holdNone();
        }
        return true;
    }

    /// false: stop was requested.
    bool mayContinue()
    {
        return m_controls.mayContinue(m_stop, [this] { pause(); }, [this] { return workWhilePaused(); });
    }

    void step()
    {
        if (const auto rate = m_controls.takeLearningRate())
            m_feed.record(m_trainer.setLearningRate(*rate));
        if (m_trainer.isPretraining())
            pretrain();
        else
            train();
        report();
    }

    /// The weights that stay, and what is needed to go on from them.
    void postAll()
    {
        postSnapshot();
        m_feed.post(std::make_shared<const Checkpoint>(m_trainer.checkpoint()));
    }

private:
    void train()
    {
        const std::uint64_t inEpoch = m_trainer.stepsDone() % m_trainer.stepsPerEpoch();
        const auto size = std::size_t(m_trainer.recipe().batchSize);
        const std::size_t samples = std::min(size, m_trainer.data().train.size() - std::size_t(inEpoch) * size);

        m_pending.keepWeights();
        m_speed.begin();
        const StepRecord record = m_trainer.step();
        if (const double speed = m_speed.end(samples); speed > 0)
            m_feed.setSpeed(speed);
        m_feed.record(record);
        noteDue(record.step);
        if (m_watched && !m_pending.hold())
            workBesides();
    }

    /// One of a layer's own steps; the last of them is the start of the training as a whole.
    void pretrain()
    {
        m_speed.begin();
        m_feed.record(m_trainer.pretrain());
        if (const double speed = m_speed.end(std::size_t(m_trainer.recipe().batchSize)); speed > 0)
            m_feed.setSpeed(speed);
        m_pretrainingIsUnjudged = m_trainer.pretraining().isAtEndOfEpoch();
    }

    void noteDue(std::uint64_t step)
    {
        const std::uint64_t perEpoch = m_trainer.stepsPerEpoch();
        if (step % perEpoch == 0) {
            m_earlyIsDue = false;
            m_pending.add(true);
            return;
        }
        m_earlyIsDue = m_earlyIsDue || isEarly(step, perEpoch);
        if (!m_earlyIsDue || (m_watched && !m_pending.isEmpty()))
            return;
        m_earlyIsDue = false;
        m_pending.add(!m_watched);
        m_spareTime.grant();
    }

    void start()
    {
        m_startIsDue = false;
        m_pending.addStart(!m_watched);
        if (!m_watched || m_watched->firstLook == Clock::duration{})
            return;
        announce(true);
        const auto end = Clock::now() + m_watched->firstLook;
        std::atomic<bool> isFirst{true}; // a part at least, however slow the network is: there is something to tell
        readOn([&] { return !isFirst.exchange(false) && (Clock::now() >= end || isInterrupted(false)); });
        if (const auto look = m_pending.look())
            m_feed.post(*look);
        m_feed.setEvaluating(false);
        m_feed.flushAll(); // the next chance may be a long step away
        m_spareTime.grant();
    }

    /// false: stopped, or in another's way.
    bool evaluatePretraining()
    {
        announce(true);
        const auto record = m_trainer.evaluatePretraining([this] { return isInterrupted(false); });
        if (record) {
            m_feed.record(*record);
            m_pretrainingIsUnjudged = false;
        }
        announce(false);
        return record.has_value();
    }

    /// What the run waits for. false: stopped, or in another's way.
    bool evaluate()
    {
        announce(true);
        const bool isDone = readOn([this, first = stepsGoFirst()] { return isInterrupted(first); });
        announce(false);
        return isDone;
    }

    /// While steps are made.
    void workBesides()
    {
        const Clock::duration time = m_pending.isEmpty() ? Clock::duration{} : m_spareTime.take();
        if (time == Clock::duration{})
            return;
        const auto end = Clock::now() + time;
        readOn([this, end] { return Clock::now() >= end || isInterrupted(true); });
        m_spareTime.spend();
    }

    /// While nobody waits for the run. false: nothing is left to do.
    bool workWhilePaused()
    {
        constexpr std::chrono::milliseconds slice{50}; // a step that is asked for comes so much late
        const auto end = Clock::now() + slice;
        if (readOn([this, end] { return Clock::now() >= end || m_stop.stop_requested(); }))
            pause(); // once more, with what has come of it
        return !m_pending.isEmpty();
    }

    /// The oldest evaluation. true: it is finished.
    bool readOn(const std::function<bool()>& enough)
    {
        const auto record = m_pending.readOn(enough);
        if (!record)
            return false;
        m_feed.record(*record);
        if (record->step > 0 && record->step == m_trainer.stepsDone() && m_trainer.epochEndIsDue())
            m_trainer.endEpoch(*record);
        return true;
    }

    /// Whether the next step may be made before the evaluations are finished that the run waits for. Each of them holds
    /// a copy of the weights, so they must not become many.
    bool stepsGoFirst() const
    {
        return m_watched && m_trainer.recipe().earlyStopping.kind == "none" && !isOver() && m_pending.size() < 3;
    }

    bool isInterrupted(bool stepsGoFirst) const
    {
        return m_stop.stop_requested() || m_controls.interrupts(stepsGoFirst);
    }

    /// false: stop was requested.
    bool waitWhilePaused()
    {
        return m_controls.waitWhilePaused(m_stop, [this] { pause(); }, [this] { return workWhilePaused(); });
    }

    void pause()
    {
        m_feed.setPaused(true);
        postAll();
        m_feed.flushAll();
        m_feed.setPaused(false);
    }

    /// Weights if they are wanted, and everything else, if the reader is not at it right now.
    void report()
    {
        if (m_feed.snapshotWanted())
            postSnapshot();
        if (m_feed.checkpointWanted())
            m_feed.post(std::make_shared<const Checkpoint>(m_trainer.checkpoint()));
        m_feed.flush();
    }

    void postSnapshot()
    {
        const auto parameters = m_trainer.parameters();
        m_feed.post(std::make_shared<const Snapshot>(
            Snapshot{m_trainer.stepsDone(), Buffer(parameters.begin(), parameters.end()), m_trainer.pretraining().stepsDone()}));
    }

    void announce(bool evaluating)
    {
        m_feed.setEvaluating(evaluating);
        report();
    }

    Trainer& m_trainer;
    TrainingFeed& m_feed;
    TrainingControls& m_controls;
    std::stop_token m_stop;
    std::optional<WatchedEvaluation> m_watched;
    PendingEvaluations m_pending;
    SpareTime m_spareTime;
    SpeedMeter m_speed;
    bool m_startIsDue; ///< the untrained network is still to be looked at
    bool m_earlyIsDue = false;
    bool m_pretrainingIsUnjudged = false; ///< an epoch of it has ended
};

} // namespace

void runTraining(Trainer& trainer, TrainingFeed& feed, TrainingControls& controls, std::stop_token stop,
                 const std::optional<WatchedEvaluation>& watched)
{
    Run run(trainer, feed, controls, std::move(stop), watched);
    try {
        while (run.settle() && !run.isOver() && run.mayContinue())
            run.step();
    } catch (...) {
        run.postAll();
        throw;
    }
    if (run.isOver() && !trainer.epochEndIsDue())
        trainer.restoreBest();
    run.postAll();
}

} // namespace engine
