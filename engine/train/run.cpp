#include "engine/train/run.h"

#include <algorithm>
#include <chrono>

namespace engine {
namespace {

using Clock = std::chrono::steady_clock;

/// Samples of the training set that are read before the first step, to begin the training curve.
constexpr std::size_t trainSamplesAtStart = 10'000;

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

/// Early on the test curve moves fast: look after 10, 40, 160, … steps of the first epoch, then once an epoch.
bool evaluationIsDue(std::uint64_t step, std::uint64_t stepsPerEpoch)
{
    if (step % stepsPerEpoch == 0)
        return true;
    if (step > stepsPerEpoch)
        return false;
    std::uint64_t early = 10;
    while (early < step)
        early *= 4;
    return early == step;
}

class Run
{
public:
    Run(Trainer& trainer, const DataSplits& data, TrainingFeed& feed, std::stop_token stop)
        : m_trainer(trainer)
        , m_data(data)
        , m_feed(feed)
        , m_stop(std::move(stop))
    {
    }

    void evaluateBeforeTraining()
    {
        announce(true);
        const auto train = m_trainer.evaluate(m_data.train, trainSamplesAtStart, stopped());
        evaluate({train.loss * double(train.samples), train.accuracy, train.samples, 1});
    }

    /// What a stop cut off when the last epoch ended.
    void makeUpForEpochEnd()
    {
        if (m_trainer.stepsDone() > 0 && m_trainer.epochEndIsDue())
            evaluate(m_trainer.epochSums());
    }

    void step()
    {
        const std::uint64_t perEpoch = m_trainer.stepsPerEpoch();
        const std::uint64_t inEpoch = m_trainer.stepsDone() % perEpoch;
        const auto size = std::size_t(m_trainer.recipe().batchSize);
        const std::size_t samples = std::min(size, m_data.train.size() - std::size_t(inEpoch) * size);

        m_speed.begin();
        const StepRecord record = m_trainer.step();
        if (const double speed = m_speed.end(samples); speed > 0)
            m_feed.setSpeed(speed);
        m_feed.record(record);
        if (evaluationIsDue(record.step, perEpoch))
            evaluate(m_trainer.epochSums());
        report();
    }

    /// One of a layer's own steps; the last of them is the start of the training as a whole.
    void pretrain()
    {
        m_speed.begin();
        m_feed.record(m_trainer.pretrain());
        if (const double speed = m_speed.end(std::size_t(m_trainer.recipe().batchSize)); speed > 0)
            m_feed.setSpeed(speed);
        if (m_trainer.pretraining().isAtEndOfEpoch())
            evaluatePretraining();
        if (!m_trainer.isPretraining())
            evaluateBeforeTraining();
        report();
    }

    void setLearningRate(float rate) { m_feed.record(m_trainer.setLearningRate(rate)); }

    /// Weights if they are wanted, and everything else, if the reader is not at it right now.
    void report()
    {
        if (m_feed.snapshotWanted())
            postSnapshot();
        if (m_feed.checkpointWanted())
            m_feed.post(std::make_shared<const Checkpoint>(m_trainer.checkpoint()));
        m_feed.flush();
    }

    void pause()
    {
        m_feed.setPaused(true);
        postAll();
        m_feed.flushAll();
        m_feed.setPaused(false);
    }

    /// The weights that stay, and what is needed to go on from them.
    void postAll()
    {
        postSnapshot();
        m_feed.post(std::make_shared<const Checkpoint>(m_trainer.checkpoint()));
    }

private:
    void postSnapshot()
    {
        const auto parameters = m_trainer.parameters();
        m_feed.post(std::make_shared<const Snapshot>(
            Snapshot{m_trainer.stepsDone(), Buffer(parameters.begin(), parameters.end()), m_trainer.pretraining().stepsDone()}));
    }

    std::function<bool()> stopped() const
    {
        return [this] { return m_stop.stop_requested(); };
    }

    void announce(bool evaluating)
    {
        m_feed.setEvaluating(evaluating);
        report();
    }

    void evaluatePretraining()
    {
        announce(true);
        if (const auto record = m_trainer.evaluatePretraining(stopped()))
            m_feed.record(*record);
        announce(false);
    }

    void evaluate(const EpochSums& train)
    {
        announce(true);
        const Evaluation test = m_trainer.evaluate(m_data.test, stopped());
        Evaluation validation;
        if (m_data.validation.size() > 0)
            validation = m_trainer.evaluate(m_data.validation, stopped());
        const bool isWhole = test.samples > 0 && validation.samples == m_data.validation.size();
        if (isWhole) {
            const auto samples = double(std::max<std::size_t>(1, train.samples));
            const EvaluationRecord record{
                .step = m_trainer.stepsDone(),
                .trainLoss = float(train.loss / samples),
                .trainAccuracy = float(train.accuracy / double(train.classified)),
                .testLoss = float(test.loss),
                .testAccuracy = float(test.accuracy),
                .trainSamples = train.samples,
                .testSamples = test.samples,
                .validationLoss = float(validation.loss),
                .validationAccuracy = float(validation.accuracy),
                .validationSamples = validation.samples,
            };
            m_feed.record(record);
            if (record.step > 0 && m_trainer.epochEndIsDue())
                m_trainer.endEpoch(record);
        }
        announce(false);
    }

    Trainer& m_trainer;
    const DataSplits& m_data;
    TrainingFeed& m_feed;
    std::stop_token m_stop;
    SpeedMeter m_speed;
};

} // namespace

void runTraining(Trainer& trainer, TrainingFeed& feed, TrainingControls& controls, std::stop_token stop)
{
    Run run(trainer, trainer.data(), feed, stop);
    if (trainer.stepsDone() == 0 && !trainer.isPretraining())
        run.evaluateBeforeTraining();
    run.makeUpForEpochEnd();
    const auto isOver = [&trainer] {
        return !trainer.isPretraining() && (trainer.hasStopped() || trainer.stepsDone() >= trainer.stepsPlanned());
    };
    try {
        while (!isOver() && controls.mayContinue(stop, [&] { run.pause(); })) {
            if (const auto rate = controls.takeLearningRate())
                run.setLearningRate(*rate);
            if (trainer.isPretraining())
                run.pretrain();
            else
                run.step();
        }
    } catch (...) {
        run.postAll();
        throw;
    }
    if (isOver() && !trainer.epochEndIsDue())
        trainer.restoreBest();
    run.postAll();
}

} // namespace engine
