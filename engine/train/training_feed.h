#pragma once

#include "engine/train/checkpoint.h"
#include "engine/model/run_log.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>

namespace engine {

/// One-way hand-off from the training thread to one reader.
/// Records are a stream: each arrives once, in order. The snapshot is a state: only the newest is kept,
/// and one is made only after the reader has asked for it.
class TrainingFeed
{
public:
    struct Update
    {
        RunLog log; ///< what is new
        std::shared_ptr<const Snapshot> snapshot; ///< null when nothing new
        std::shared_ptr<const Checkpoint> checkpoint; ///< the answer to requestCheckpoint(), and at the end; else null
        std::optional<FirstLook> firstLook; ///< a new one
        double samplesPerSecond = 0; ///< of training steps, lately; 0 when unknown
        bool evaluating = false; ///< the trainer is reading the test set right now
        bool paused = false;
        std::exception_ptr error; ///< set once, by finish()
        bool finished = false;
    };

    // Training thread.
    void record(const StepRecord& record) { m_outbox.log.steps.push_back(record); }
    void record(const EvaluationRecord& record) { m_outbox.log.evaluations.push_back(record); }
    void record(const PretrainingStepRecord& record) { m_outbox.log.pretrainingSteps.push_back(record); }
    void record(const PretrainingEpochRecord& record) { m_outbox.log.pretrainingEpochs.push_back(record); }
    void record(const RunEvent& event) { m_outbox.log.events.push_back(event); }
    void setSpeed(double samplesPerSecond) { m_outbox.samplesPerSecond = samplesPerSecond; }
    void setEvaluating(bool evaluating) { m_outbox.evaluating = evaluating; }
    void setPaused(bool paused) { m_outbox.paused = paused; }
    void post(const FirstLook& look) { m_outbox.firstLook = look; }
    bool snapshotWanted() const { return m_snapshotWanted.load(std::memory_order_relaxed); }
    void post(std::shared_ptr<const Snapshot> snapshot);
    bool checkpointWanted() const { return m_checkpointWanted.load(std::memory_order_relaxed); }
    void post(std::shared_ptr<const Checkpoint> checkpoint);
    /// Hands over what is pending unless the reader holds the lock right now; never waits.
    void flush();
    /// Hands over everything that is pending, for certain. Before a pause and at the end.
    void flushAll();
    void finish(std::exception_ptr error);

    // Reader.
    /// Asks for a snapshot to be in one of the next updates.
    void requestSnapshot() { m_snapshotWanted.store(true, std::memory_order_relaxed); }
    /// The same for all that a run needs to go on: to save it while it trains.
    void requestCheckpoint() { m_checkpointWanted.store(true, std::memory_order_relaxed); }
    Update take();

private:
    void moveOutbox();

    Update m_outbox; // training thread only
    std::atomic<bool> m_snapshotWanted{true};
    std::atomic<bool> m_checkpointWanted{false};
    std::mutex m_mutex;
    Update m_inbox; // guarded by m_mutex
};

} // namespace engine
