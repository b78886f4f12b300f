#pragma once

#include "app/session/jobs.h"
#include "app/session/run_state.h"

#include "engine/data/dataset.h"
#include "engine/finetuning/fine_tuning.h"

#include <QObject>

#include <memory>
#include <optional>

class MyDigits;
class Runs;

/// Fine-tunes the network in use on the user's own digits, without making the window wait, and knows what that did to both
/// sets until another network is in use.
class FineTuner : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        engine::FineTuned result;
        std::shared_ptr<const engine::DataSplits> data; ///< what was compared on beside the user's digits
    };

    /// Where it stands.
    struct Progress
    {
        QString phase;
        double share = 0; ///< of the whole, [0, 1]
    };

    /// All borrowed; they must outlive it.
    FineTuner(Runs& runs, const MyDigits& digits, Jobs& jobs, QObject* parent = nullptr);

    bool isActive() const { return m_progress.has_value(); }
    const std::optional<Progress>& progress() const { return m_progress; }
    const std::optional<Outcome>& outcome() const { return m_outcome; }

    /// Ends a training that is under way; the network that has learnt takes the place of the one in use.
    void start();
    void cancel();

signals:
    /// Progress or outcome.
    void changed();
    /// One sentence. The network of before can be brought back.
    void fineTuned(const QString& sentence);
    void failed(const QString& sentence);

private:
    void begin(const RunState& state);
    void enter(const engine::FineTuned& result);
    void end();
    void onReplaced();
    void onRunProgress();

    Runs& m_runs;
    const MyDigits& m_digits;
    Jobs& m_jobs;
    Jobs::Slot m_work;
    RunState m_state; ///< that is fine-tuned
    std::shared_ptr<const engine::DataSplits> m_data;
    std::optional<Progress> m_progress; ///< nothing: not active
    std::optional<Outcome> m_outcome;
    bool m_isEntering = false; ///< the network that has learnt
};
