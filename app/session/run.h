#pragma once

#include "app/session/run_state.h"
#include "app/session/training_session.h"

#include "engine/data/dataset.h"
#include "engine/pretraining/pretraining_plan.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// A network in use, the data that it learns from, and the training that changes the one by the other. Commands come in
/// as calls; results go out as signals.
class Run : public QObject
{
    Q_OBJECT

public:
    using Data = std::shared_ptr<const engine::DataSplits>;
    enum class Phase { Idle, Running, Paused, Evaluating, Finished, Failed };

    /// Where the run stands.
    struct Progress
    {
        Phase phase = Phase::Idle;
        quint64 step = 0;
        quint64 stepsPlanned = 0;
        quint64 stepsPerEpoch = 0;
        double samplesPerSecond = 0; ///< 0 when unknown
        engine::PretrainingPlan pretraining{}; ///< of no steps where there is none, or nothing is known of the data
        quint64 pretrainingStep = 0;

        bool isPretraining() const { return step == 0 && pretrainingStep < pretraining.steps(); }
    };

    explicit Run(RunState state, QObject* parent = nullptr);

    const RunState& state() const { return m_state; }
    /// Null, or of the kind that the network reads.
    const Data& data() const { return m_data; }
    Progress progress() const;
    bool isTraining() const { return m_phase == Phase::Running || m_phase == Phase::Evaluating; }
    bool isActive() const { return m_session.isActive(); }
    /// False where it came trained, without its optimiser's state: it can only predict.
    bool canTrainOn() const { return !m_state.isTrained() || m_state.checkpoint; }
    /// The rate of the next step.
    double learningRate() const;
    /// How the untrained network does on some of the test set, until the evaluation of all of it is in the log.
    const std::optional<engine::FirstLook>& firstLook() const { return m_firstLook; }
    /// As the recipe came: what train() adds to a run that has learnt all of its epochs.
    std::int64_t epochsOfRecipe() const { return m_epochsOfRecipe; }
    /// That train() goes on for: those that are left, or as many again. 0: it cannot train on, or knows no data.
    std::int64_t epochsToCome() const;

    /// Trains on, from wherever the network is; a network that has learnt all of its epochs gets as many again.
    void train();
    void pause();
    void runSteps(quint64 count);
    void runEpoch();
    void stop();
    void setLearningRate(double rate);
    /// At most so many steps a second, so that a small network can be watched; nothing: as many as there can be.
    void setPace(std::optional<double> stepsPerSecond);
    /// Of the runs that follow; 0: one a core. The weights do not depend on it.
    void setThreads(std::size_t threads) { m_session.setThreads(threads); }
    /// Of the machine, that watching may take from training.
    void setWatchingShare(double share) { m_session.setWatchingShare(share); }
    std::optional<double> pace() const { return m_pace; }

    /// A state whose weights, optimiser state and step belong together; comes as soon as the running step is done.
    void requestConsistentState(std::function<void(const RunState&)> receive);

    // Of Runs, which decides what is in use.
    /// Ends the training first; actions come in the order in which they were asked for.
    void whenIdle(std::function<void()> action);
    /// Only while idle. epochsOfRecipe: of a network that was in use before, whose recipe has got longer since.
    void enter(RunState state, Data data, std::optional<std::int64_t> epochsOfRecipe = {});
    /// Only while idle; of the kind that the network reads.
    void setData(Data data);

signals:
    /// Everything that was known of the network before is void.
    void replaced();
    void weightsChanged();
    /// New since the last time; state().log has it already.
    void logGrew(const engine::RunLog& more);
    void progressChanged();
    void learningRateChanged(double rate);
    void dataChanged();
    /// The network is to learn other classes than those that it knew.
    void classesChanged();
    /// Training was asked for, but canTrainOn() says no: nothing has changed.
    void cannotTrainOn();
    /// One sentence for the user. The last finite weights are in use.
    void failed(const QString& reason);
    /// The run ended before its last epoch, as its recipe wants; one sentence.
    void stoppedEarly(const QString& sentence);
    /// There is nothing to learn from. toTrain: all of the run was asked for, and not some steps.
    void needsData(bool toTrain);

private:
    bool hasLearntFromThisData() const;
    Phase phaseAtRest(quint64 step, quint64 stepsPlanned) const;
    std::shared_ptr<const engine::Snapshot> startToEvaluate() const;
    void runWaiting();
    void start(std::optional<quint64> steps);
    bool isCompatible();
    void prepareStart();
    void onUpdate(const engine::TrainingFeed::Update& update);
    void onFinished();
    void answerStateRequests();
    void setPhase(Phase phase);

    RunState m_state;
    Data m_data;
    TrainingSession m_session;
    Phase m_phase = Phase::Idle;
    std::optional<engine::FirstLook> m_firstLook;
    double m_samplesPerSecond = 0;
    std::optional<double> m_pace;
    std::int64_t m_epochsOfRecipe = 0;
    std::optional<double> m_rateOnItsWay; ///< set while training was active, which has not taken it yet
    std::deque<std::function<void()>> m_waiting; ///< see whenIdle()
    std::vector<std::function<void(const RunState&)>> m_stateReceivers;
};
