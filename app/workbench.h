#pragma once

#include "app/network_state.h"
#include "app/training_session.h"

#include "engine/data/dataset.h"
#include "engine/pretraining/pretraining_plan.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// The network in use, the data, and the run that changes the one by the other. Everything that a person orders comes
/// in here; everything that becomes of it goes out as facts. Knows no widget.
class Workbench : public QObject
{
    Q_OBJECT

public:
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

    /// state: what to begin with.
    explicit Workbench(NetworkState state, QObject* parent = nullptr);

    const NetworkState& state() const { return m_state; }
    std::shared_ptr<const engine::DataSplits> data() const { return m_data; }
    Progress progress() const;
    /// The rate of the next step.
    double learningRate() const;
    bool canUndoReplacement() const { return !m_past.empty(); }
    /// What undoReplacement() brings back; null: nothing.
    const NetworkState* replacedNetwork() const { return m_past.empty() ? nullptr : &m_past.back().state; }

    /// Learns from them from now on. Pictures that come while the network reads points are kept for the next one that
    /// reads pictures; points for one that reads pictures are not wanted.
    void setData(std::shared_ptr<const engine::DataSplits> data);
    /// What a network of this recipe would be given: the pictures used last, or its points. Null: not read yet.
    std::shared_ptr<const engine::DataSplits> dataOf(const engine::Recipe& recipe) const;

    /// Another network for the same data; the present one can be had back. Throws nothing: state is whole already.
    void replaceNetwork(NetworkState state);
    /// Another network, and the data that it is for.
    void openNetwork(NetworkState state);
    /// Brings network and data back.
    void undoReplacement();
    /// A network of an earlier time, to be brought back once nothing newer is left to be.
    void rememberReplaced(NetworkState state);

    // Of the run.
    /// Trains on, from wherever the network is; a network that has learnt all of its epochs gets as many again.
    void train();
    void pause();
    void runSteps(quint64 count);
    void runEpoch();
    void stop();
    /// The very same initial weights and batches again; goes on training if it was.
    void rewind();
    void newSeed();
    /// The same initial weights again, to learn something else.
    void learnAnewFrom(std::shared_ptr<const engine::DataSplits> data);
    void setLearningRate(double rate);
    /// At most so many steps a second, so that a small network can be watched; nothing: as many as there can be.
    void setPace(std::optional<double> stepsPerSecond);
    std::optional<double> pace() const { return m_pace; }

    /// A state whose weights, optimiser state and step belong together; comes as soon as the running step is done.
    void requestConsistentState(std::function<void(const NetworkState&)> receive);

signals:
    /// Everything that was known of the network before is void.
    void networkReplaced();
    void weightsChanged();
    /// New since the last time.
    void recordsArrived(const engine::TrainingFeed::Update& update);
    void progressChanged();
    void learningRateChanged(double rate);
    void dataChanged();
    /// The network is to learn other classes than those that it knew.
    void classesChanged();
    /// One sentence for the user. The last finite weights are in use.
    void trainingFailed(const QString& reason);
    /// The run ended before its last epoch, as its recipe wants; one sentence.
    void stoppedEarly(const QString& sentence);
    /// The network was replaced by an order that may surprise: sentence says what happened.
    void replacementUndoable(const QString& sentence);
    void trainingNeedsData();
    /// The network in use is for data that were not read yet: answer with setData().
    void dataWanted();

private:
    using Data = std::shared_ptr<const engine::DataSplits>;

    /// What undo brings back.
    struct Replaced
    {
        NetworkState state;
        Data data;
    };

    /// Orders that need the run to be over; they wait for it, in the order in which they came.
    void whenIdle(std::function<void()> action);
    void obeyWaiting();
    void replace(NetworkState state, Data data);
    void enter(NetworkState state, Data data);
    void start(std::optional<quint64> steps);
    bool dataFit();
    void prepareStart();
    void onUpdate(const engine::TrainingFeed::Update& update);
    void onFinished();
    void answerStateRequests();
    void startOver(const engine::Recipe& recipe, const Data& data, const QString& sentence);
    void setPhase(Phase phase);

    NetworkState m_state;
    std::vector<Replaced> m_past;
    Data m_data; ///< null, or of the kind that the network reads
    Data m_pictures; ///< the last that were given, be they in use or not
    TrainingSession m_session;
    Phase m_phase = Phase::Idle;
    double m_samplesPerSecond = 0;
    std::optional<double> m_pace;
    std::int64_t m_epochsOfRecipe = 0; ///< as the recipe came: what train() adds to a finished run
    std::optional<double> m_rateOnItsWay; ///< set while a run was active, which has not taken it yet
    std::deque<std::function<void()>> m_waiting; ///< see whenIdle()
    std::vector<std::function<void(const NetworkState&)>> m_stateReceivers;
};
