#include "app/session/fine_tuner.h"

#include "app/session/engine_words.h"
#include "app/session/my_digits.h"
#include "app/session/runs.h"
#include "engine/errors.h"
#include "engine/finetuning/tuned_model.h"


namespace {

const char* phaseOf(engine::FineTuningProgress::Stage stage)
{
    using Stage = engine::FineTuningProgress::Stage;
    switch (stage) {
    case Stage::EvaluatingBefore:
        return QT_TRANSLATE_NOOP("Progress", "testing the weights as they are…");
    case Stage::FittingWriter:
        return QT_TRANSLATE_NOOP("Progress", "measuring how your handwriting slants…");
    case Stage::Training:
        return QT_TRANSLATE_NOOP("Progress", "training on your digits and on some of the data set…");
    case Stage::EvaluatingAfter:
        return QT_TRANSLATE_NOOP("Progress", "testing the new weights, to see what was forgotten…");
    }
    return "";
}

RunState withFineTuned(RunState state, const engine::FineTuned& result)
{
    state.weights = std::make_shared<const engine::Snapshot>(
        engine::Snapshot{state.weights->step, result.parameters, state.weights->pretrainingStep});
    if (state.checkpoint) {
        engine::Checkpoint changed = *state.checkpoint;
        changed.parameters = result.parameters;
        changed.stopping = {.epochs = changed.stopping.epochs}; // what it keeps is of the weights of before
        state.checkpoint = std::make_shared<const engine::Checkpoint>(std::move(changed));
    }
    engine::enterFineTuned(state.log.evaluations, state.weights->step, result.test);
    engine::enterFineTuned(state.calibration);
    state.input.writer = result.writerTransform;
    state.trainedOn = QString::fromStdString(engine::withDigitsOfMine(state.trainedOn.toStdString(), result.learnt.size()));
    return state;
}

} // namespace

FineTuner::FineTuner(Runs& runs, const MyDigits& digits, Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_runs(runs)
    , m_digits(digits)
    , m_jobs(jobs)
{
    connect(&runs.current(), &Run::replaced, this, &FineTuner::onReplaced);
    connect(&runs.current(), &Run::dataChanged, this, [this] {
        m_outcome.reset();
        emit changed();
    });
    connect(&runs.current(), &Run::progressChanged, this, &FineTuner::onRunProgress);
}

void FineTuner::start()
{
    if (isActive())
        return;
    m_outcome.reset();
    m_progress = Progress{tr("waiting for the running step…"), 0};
    emit changed();
    m_runs.current().stop(); // training goes on from what was learnt, when it is told to
    m_runs.current().requestConsistentState([this](const RunState& state) { begin(state); });
}

void FineTuner::begin(const RunState& state)
{
    m_data = m_runs.data();
    try {
        if (!state.isTrained())
            throw engine::Error("This network has learnt nothing yet: train it, or open the shipped one, before it learns "
                                "your digits.");
        if (!m_data)
            throw engine::Error("The data set is still being read; your digits can be learnt in a moment.");
        engine::requireTunable(state.recipe, m_data->train);
    } catch (const engine::Error& error) {
        end();
        emit failed(sentenceOf(error));
        return;
    }
    m_state = state;
    engine::FineTuning order{.recipe = state.recipe,
                             .parameters = state.weights->parameters,
                             .writerTransform = state.input.writer,
                             .drawings = {},
                             .data = m_data};
    for (const auto& digit : m_digits.digits())
        order.drawings.push_back(digit->sample);
    Jobs::Order job{.queue = Jobs::Queue::Long};
    job.failed = [this](const QString& reason) {
        end();
        emit failed(reason);
    };
    job.progressed = [this](const Jobs::Progress& now) {
        m_progress = Progress{now.phase, now.fraction.value_or(0)};
        emit changed();
    };
    m_jobs.run(
        m_work, std::move(job),
        [order = std::move(order)](const std::stop_token& stop, const engine::Progress& progress) {
            return engine::fineTune(order, [&](const engine::FineTuningProgress& now) {
                progress.report(now.share, phaseOf(now.stage));
                return !stop.stop_requested();
            });
        },
        [this](const std::optional<engine::FineTuned>& result) {
            if (result)
                enter(*result);
            else
                end();
        });
}

void FineTuner::enter(const engine::FineTuned& result)
{
    m_isEntering = true;
    m_runs.replace(withFineTuned(m_state, result));
    m_isEntering = false;
    m_outcome = Outcome{result, m_data};
    end();
    emit fineTuned(tr("The network has learnt %n of your digits: it reads %1 of them right, %2 before.", nullptr, int(result.mine.samples))
                       .arg(result.mine.rightAfter)
                       .arg(result.mine.rightBefore));
}

void FineTuner::cancel()
{
    m_work.cancel();
    end();
}

void FineTuner::end()
{
    m_progress.reset();
    emit changed();
}

void FineTuner::onReplaced()
{
    if (m_isEntering)
        return;
    m_outcome.reset(); // it is about another network
    m_work.cancel();
    end();
}

void FineTuner::onRunProgress()
{
    // The last report of the training that was ended for it comes now, too.
    if (m_work.isRunning() && !m_isEntering && m_runs.current().progress().step > m_state.weights->step)
        cancel(); // the network goes another way
}
