#pragma once

#include "app/network_state.h"

#include "engine/finetuning/fine_tuning.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <mutex>
#include <thread>

/// Teaches a network the user's digits on a thread of its own, and tells the GUI thread of it.
class DigitTutor : public QObject
{
    Q_OBJECT

public:
    explicit DigitTutor(QObject* parent = nullptr);
    ~DigitTutor() override;

    bool isActive() const { return m_worker.joinable(); }
    /// Must not be active.
    void teach(engine::FineTuning order);
    /// Asks; ended() follows within a batch.
    void cancel() { m_worker.request_stop(); }

signals:
    void progressed(const engine::FineTuningProgress& progress);
    void taught(const engine::FineTuned& result);
    /// One sentence.
    void failed(const QString& reason);
    /// After either, or when it was cancelled.
    void ended();

private:
    /// What the worker leaves for the GUI thread to find.
    struct Outbox
    {
        std::mutex mutex;
        engine::FineTuningProgress progress; // guarded by mutex, as is all below
        std::optional<engine::FineTuned> result;
        std::exception_ptr error;
        bool isDone = false;
    };

    void poll();

    QTimer m_timer;
    std::unique_ptr<Outbox> m_outbox;
    std::jthread m_worker; // last: stops and joins before the outbox goes
};

/// The network with what it has learnt; the rest of its state stays.
NetworkState withLearnt(NetworkState state, const engine::FineTuned& result);
