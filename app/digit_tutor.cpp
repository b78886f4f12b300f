#include "app/digit_tutor.h"

#include "engine/finetuning/tuned_model.h"

#include <new>

#include <sys/resource.h>

using namespace std::chrono_literals;

namespace {

/// The pen and the window come first, as in TrainingSession.
void letWindowBeFirst()
{
    setpriority(PRIO_PROCESS, 0, 5);
}

} // namespace

DigitTutor::DigitTutor(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(33ms);
    connect(&m_timer, &QTimer::timeout, this, &DigitTutor::poll);
}

DigitTutor::~DigitTutor() = default;

void DigitTutor::teach(engine::FineTuning order)
{
    Q_ASSERT(!isActive());
    m_outbox = std::make_unique<Outbox>();
    m_worker = std::jthread([order = std::move(order), &outbox = *m_outbox](const std::stop_token& stop) {
        letWindowBeFirst();
        std::optional<engine::FineTuned> result;
        std::exception_ptr error;
        try {
            result = engine::fineTune(order, [&](const engine::FineTuningProgress& progress) {
                const std::lock_guard lock(outbox.mutex);
                outbox.progress = progress;
                return !stop.stop_requested();
            });
        } catch (...) {
            error = std::current_exception();
        }
        const std::lock_guard lock(outbox.mutex);
        outbox.result = std::move(result);
        outbox.error = error;
        outbox.isDone = true;
    });
    m_timer.start();
}

void DigitTutor::poll()
{
    std::unique_lock lock(m_outbox->mutex);
    const engine::FineTuningProgress progress = m_outbox->progress;
    if (!m_outbox->isDone) {
        lock.unlock();
        emit progressed(progress);
        return;
    }
    lock.unlock();
    m_timer.stop();
    m_worker.join();
    m_worker = {};
    const auto outbox = std::move(m_outbox);
    try {
        if (outbox->error)
            std::rethrow_exception(outbox->error);
        if (outbox->result)
            emit taught(*outbox->result);
    } catch (const std::bad_alloc&) {
        emit failed(tr("There is not enough memory to teach this network."));
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
    }
    emit ended();
}

NetworkState withLearnt(NetworkState state, const engine::FineTuned& result)
{
    state.weights = std::make_shared<const engine::Snapshot>(
        engine::Snapshot{state.weights->step, result.parameters, state.weights->pretrainingStep});
    if (state.checkpoint) {
        engine::Checkpoint changed = *state.checkpoint;
        changed.parameters = result.parameters;
        changed.stopping = {.epochs = changed.stopping.epochs}; // what it keeps is of the weights of before
        state.checkpoint = std::make_shared<const engine::Checkpoint>(std::move(changed));
    }
    engine::enterFineTuned(state.evaluations, state.weights->step, result.test);
    engine::enterFineTuned(state.calibration);
    state.straightening = result.straightening;
    state.trainedOn = QString::fromStdString(engine::learntFromToo(state.trainedOn.toStdString(), result.learnt.size()));
    return state;
}
