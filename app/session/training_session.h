#pragma once

#include "app/session/frame_pacer.h"

#include "engine/data/dataset.h"
#include "engine/recipe/recipe.h"
#include "engine/train/training_controls.h"
#include "engine/train/training_feed.h"

#include <QObject>

#include <memory>
#include <optional>
#include <thread>

/// Runs a trainer on a thread of its own and repeats, on the GUI thread and at screen rate, what it reports.
class TrainingSession : public QObject
{
    Q_OBJECT

public:
    struct Job
    {
        engine::Recipe recipe;
        std::shared_ptr<const engine::DataSplits> data;
        std::shared_ptr<const engine::Checkpoint> from; ///< null: from the recipe's initial weights
        std::shared_ptr<const engine::Snapshot> cutOffStart{}; ///< see WatchedEvaluation; null: nothing is missing
    };

    explicit TrainingSession(QObject* parent = nullptr);
    ~TrainingSession() override;

    /// steps: pause after that many; nothing: go on to the end of the recipe. Must not be active.
    void start(Job job, std::optional<quint64> steps = {});
    /// From start() to finished().
    bool isActive() const { return m_feed != nullptr; }

    void pause();
    void resume();
    void runSteps(quint64 count);
    void setLearningRate(float rate) { m_controls->setLearningRate(rate); }
    /// Of this run and the next ones; see TrainingControls.
    void setPace(std::optional<double> stepsPerSecond);
    /// Of the runs that follow; 0: one a core.
    void setThreads(std::size_t threads) { m_threads = threads; }
    /// Of the machine, that watching may take from training.
    void setWatchingShare(double share) { m_frames.setShare(share); }
    /// Comes with one of the next updates; while paused the last update had it.
    void requestCheckpoint() { m_feed->requestCheckpoint(); }
    /// Asks; finished() follows when the running step is done.
    void stop();

signals:
    void updated(const engine::TrainingFeed::Update& update);
    /// One sentence; finished() follows.
    void failed(const QString& reason);
    void finished();

private:
    /// What a person waits for at this moment: frames, which spare training the cost, must not delay it.
    enum class Awaited { Nothing, FirstReport, Pause, End };

    void await(Awaited what);
    void onFrame();

    Awaited m_awaited = Awaited::Nothing;
    FramePacer m_frames;
    std::optional<double> m_pace;
    std::size_t m_threads = 0;
    std::unique_ptr<engine::TrainingFeed> m_feed;
    std::unique_ptr<engine::TrainingControls> m_controls;
    std::jthread m_worker; // last: stops and joins before the feed goes
};
