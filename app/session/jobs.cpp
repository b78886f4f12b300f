#include "app/session/jobs.h"

#include "app/session/engine_words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace std::chrono_literals;

namespace {

// A live result is on the screen with the next frame; of long work a person sees the progress.
constexpr auto livePause = 8ms;
constexpr auto longPause = 33ms;

} // namespace

struct Jobs::Job
{
    Id id;
    Order order;
    QPointer<QObject> receiver;
    std::function<void()> deliver;
    std::shared_ptr<JobTask> task;
    Progress progress = {}; ///< as it was last told
};

void Jobs::Slot::cancel()
{
    if (m_jobs)
        m_jobs->drop(m_id);
}

bool Jobs::Slot::isRunning() const
{
    return m_jobs && m_jobs->find(m_id);
}

Jobs::Jobs(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Jobs::poll);
}

Jobs::~Jobs()
{
    for (const auto& job : m_jobs) {
        if (job->order.queue != Queue::Must)
            m_pool.drop(job->order.queue, job->task);
    }
}

Jobs::Id Jobs::start(Order order, QObject* receiver, Parts parts)
{
    auto task = std::make_shared<JobTask>();
    task->work = std::move(parts.work);
    const Queue queue = order.queue;
    const bool isShown = !order.title.isEmpty();
    const Id id = ++m_lastId;
    m_jobs.push_back(std::make_unique<Job>(Job{id, std::move(order), receiver, std::move(parts.deliver), task}));
    m_pool.add(queue, std::move(task));
    setPace();
    if (isShown)
        emit changed();
    return id;
}

/// Polls as often as the most urgent job wants it.
void Jobs::setPace()
{
    if (m_jobs.empty()) {
        m_timer.stop();
        return;
    }
    const bool isLive = std::ranges::any_of(m_jobs, [](const auto& job) { return job->order.queue == Queue::Live; });
    const auto pause = isLive ? livePause : longPause;
    if (!m_timer.isActive() || m_timer.intervalAsDuration() != pause)
        m_timer.start(pause);
}

Jobs::Job* Jobs::find(Id id) const
{
    const auto found = std::ranges::find(m_jobs, id, [](const auto& job) { return job->id; });
    return found == m_jobs.end() ? nullptr : found->get();
}

std::unique_ptr<Jobs::Job> Jobs::take(Id id)
{
    const auto found = std::ranges::find(m_jobs, id, [](const auto& job) { return job->id; });
    if (found == m_jobs.end())
        return nullptr;
    auto job = std::move(*found);
    m_jobs.erase(found);
    setPace();
    return job;
}

void Jobs::drop(Id id)
{
    const auto job = take(id);
    if (!job)
        return;
    m_pool.drop(job->order.queue, job->task);
    if (!job->order.title.isEmpty())
        emit changed();
}

void Jobs::cancel(Id id)
{
    const Job* job = find(id);
    if (!job || job->order.queue == Queue::Must)
        return;
    const auto cancelled = job->order.cancelled;
    drop(id);
    if (cancelled)
        cancelled();
}

bool Jobs::isFinishing() const
{
    return std::ranges::any_of(m_jobs, [](const auto& job) { return job->order.queue == Queue::Must; });
}

std::vector<Jobs::Running> Jobs::running() const
{
    std::vector<Running> shown;
    for (const auto& job : m_jobs) {
        if (!job->order.title.isEmpty())
            shown.push_back({.id = job->id, .title = job->order.title, .progress = job->progress,
                             .canCancel = job->order.queue != Queue::Must});
    }
    return shown;
}

void Jobs::poll()
{
    // What is called from here may start jobs, drop those that are still to be told of, and end this object.
    const QPointer<Jobs> self(this);
    std::vector<Id> ids;
    for (const auto& job : m_jobs)
        ids.push_back(job->id);
    for (const Id id : ids) {
        const Job* job = find(id);
        if (!job)
            continue;
        std::unique_lock lock(job->task->mutex);
        const JobTask::State state = job->task->state;
        lock.unlock();
        if (state.isDone)
            end(take(id), state.error);
        else if (state.fraction)
            report(id, {.fraction = state.fraction, .phase = QCoreApplication::translate("Progress", state.phase.c_str())});
        if (!self)
            return;
    }
}

void Jobs::report(Id id, const Progress& progress)
{
    Job& job = *find(id);
    if (job.progress == progress)
        return;
    job.progress = progress;
    const bool isShown = !job.order.title.isEmpty();
    const QPointer<Jobs> self(this);
    if (const auto progressed = job.order.progressed) // a copy: it may drop the job
        progressed(progress);
    if (self && isShown)
        emit changed();
}

void Jobs::end(std::unique_ptr<Job> job, const std::exception_ptr& error)
{
    const QPointer<Jobs> self(this);
    const bool hasReceiver = !job->receiver.isNull();
    if (error && hasReceiver && job->order.failed)
        job->order.failed(sentenceOf(error));
    else if (error)
        emit failed(sentenceOf(error)); // what could not be finished is said, whoever is gone
    else if (hasReceiver)
        job->deliver();
    if (self && !job->order.title.isEmpty())
        emit changed();
    if (self && job->order.queue == Queue::Must && !isFinishing())
        emit allFinished();
}
