#include "engine/train/training_feed.h"

#include <utility>

namespace engine {

void TrainingFeed::post(std::shared_ptr<const Snapshot> snapshot)
{
    m_outbox.snapshot = std::move(snapshot);
    m_snapshotWanted.store(false, std::memory_order_relaxed);
}

void TrainingFeed::post(std::shared_ptr<const Checkpoint> checkpoint)
{
    m_outbox.checkpoint = std::move(checkpoint);
    m_checkpointWanted.store(false, std::memory_order_relaxed);
}

void TrainingFeed::flush()
{
    if (const std::unique_lock lock{m_mutex, std::try_to_lock})
        moveOutbox();
}

void TrainingFeed::flushAll()
{
    const std::lock_guard lock{m_mutex};
    moveOutbox();
}

void TrainingFeed::finish(std::exception_ptr error)
{
    const std::lock_guard lock{m_mutex};
    moveOutbox();
    m_inbox.error = std::move(error);
    m_inbox.finished = true;
}

TrainingFeed::Update TrainingFeed::take()
{
    const std::lock_guard lock{m_mutex};
    Update update = std::exchange(m_inbox, {});
    // States, unlike the streams, go on holding.
    m_inbox.samplesPerSecond = update.samplesPerSecond;
    m_inbox.evaluating = update.evaluating;
    m_inbox.paused = update.paused;
    m_inbox.finished = update.finished;
    return update;
}

void TrainingFeed::moveOutbox()
{
    m_inbox.log.append(m_outbox.log);
    m_outbox.log.clear();
    if (m_outbox.checkpoint)
        m_inbox.checkpoint = std::exchange(m_outbox.checkpoint, nullptr);
    if (m_outbox.snapshot)
        m_inbox.snapshot = std::exchange(m_outbox.snapshot, nullptr);
    if (m_outbox.firstLook)
        m_inbox.firstLook = std::exchange(m_outbox.firstLook, std::nullopt);
    m_inbox.samplesPerSecond = m_outbox.samplesPerSecond;
    m_inbox.evaluating = m_outbox.evaluating;
    m_inbox.paused = m_outbox.paused;
}

} // namespace engine
