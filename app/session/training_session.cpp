#include "app/session/training_session.h"

#include "app/session/engine_words.h"

#include "engine/train/run.h"

#include <sys/resource.h>

namespace {

/// The pen and the window come first: on Linux this lowers the priority of the calling thread and of those it starts.
void yieldToWindow()
{
    setpriority(PRIO_PROCESS, 0, 5);
}

void work(const TrainingSession::Job& job, std::size_t threads, engine::TrainingFeed& feed, engine::TrainingControls& controls,
          const engine::CoreYield& coreYield, const std::stop_token& stop)
{
    engine::Trainer trainer(job.recipe, job.data, threads, &coreYield);
    if (job.from)
        trainer.restore(*job.from);
    engine::WatchedEvaluation evaluation;
    if (job.cutOffStart)
        evaluation.cutOffStart = job.cutOffStart->parameters;
    engine::runTraining(trainer, feed, controls, stop, evaluation);
}

} // namespace

TrainingSession::TrainingSession(QObject* parent)
    : QObject(parent)
{
    connect(&m_frames, &FramePacer::tick, this, &TrainingSession::onFrame);
}

TrainingSession::~TrainingSession() = default;

void TrainingSession::start(Job job, std::optional<quint64> steps)
{
    Q_ASSERT(!isActive());
    m_feed = std::make_unique<engine::TrainingFeed>();
    m_controls = std::make_unique<engine::TrainingControls>();
    m_controls->setPace(m_pace);
    if (steps)
        m_controls->runSteps(*steps);
    m_worker = std::jthread(
        [job = std::move(job), threads = m_threads, &feed = *m_feed, &controls = *m_controls, &coreYield = m_frames.coreYield()](const std::stop_token& stop) {
            yieldToWindow();
            std::exception_ptr error;
            try {
                work(job, threads, feed, controls, coreYield, stop);
            } catch (...) {
                error = std::current_exception();
            }
            feed.finish(error);
        });
    m_frames.start();
    await(Awaited::FirstReport);
}

void TrainingSession::pause()
{
    m_controls->pause();
    await(Awaited::Pause);
}

void TrainingSession::resume()
{
    m_controls->resume();
    await(Awaited::FirstReport);
}

void TrainingSession::runSteps(quint64 count)
{
    m_controls->runSteps(count);
    await(count <= 1 ? Awaited::Pause : Awaited::FirstReport);
}

void TrainingSession::stop()
{
    m_worker.request_stop();
    await(Awaited::End);
}

void TrainingSession::await(Awaited what)
{
    m_awaited = what;
    m_frames.setHurried(what != Awaited::Nothing);
}

void TrainingSession::setPace(std::optional<double> stepsPerSecond)
{
    m_pace = stepsPerSecond;
    m_frames.setSparing(!m_pace);
    if (m_controls)
        m_controls->setPace(m_pace);
}

void TrainingSession::onFrame()
{
    m_feed->requestSnapshot();
    const auto update = m_feed->take();
    const bool hasReport = update.firstLook || !update.log.isEmpty();
    if ((m_awaited == Awaited::FirstReport && hasReport) || (m_awaited == Awaited::Pause && update.paused))
        await(Awaited::Nothing);
    emit updated(update);
    if (!update.finished)
        return;

    m_frames.stop();
    await(Awaited::Nothing);
    m_worker = {};
    m_feed.reset();
    try {
        if (update.error)
            std::rethrow_exception(update.error);
    } catch (const std::bad_alloc&) {
        emit failed(tr("There is not enough memory to train this network. A smaller network or batch size needs less."));
    } catch (const std::exception& error) {
        emit failed(sentenceOf(error));
    }
    emit finished();
}
