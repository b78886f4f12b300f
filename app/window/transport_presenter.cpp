#include "app/window/transport_presenter.h"

#include "app/session/runs.h"
#include "engine/optim/learning_rate_setting.h"
#include "ui/panels/transport_bar.h"

namespace {

TransportState::Phase phaseOf(Run::Phase phase)
{
    switch (phase) {
    case Run::Phase::Idle:
        return TransportState::Phase::Idle;
    case Run::Phase::Running:
        return TransportState::Phase::Running;
    case Run::Phase::Paused:
        return TransportState::Phase::Paused;
    case Run::Phase::Evaluating:
        return TransportState::Phase::Evaluating;
    case Run::Phase::Finished:
        return TransportState::Phase::Finished;
    case Run::Phase::Failed:
        return TransportState::Phase::Failed;
    }
    return TransportState::Phase::Idle;
}

void tellPretraining(const Run::Progress& now, TransportState& shown)
{
    const auto place = now.pretraining.placeAfter(now.pretrainingStep);
    shown.layer = int(place.layer) + 1;
    shown.layers = int(now.pretraining.layers);
    shown.epoch = int(place.epoch) + 1;
    shown.epochs = int(now.pretraining.epochs);
    shown.step = now.pretrainingStep;
    shown.steps = now.pretraining.steps();
    shown.secondsLeft.reset(); // of the pre-training alone it would mislead
}

} // namespace

TransportPresenter::TransportPresenter(TransportBar& bar, const Context& context, QObject* parent)
    : QObject(parent)
    , m_bar(bar)
    , m_context(context)
{
    const engine::SettingInfo rate = engine::learningRateSetting(0); // as wide as on the Model page
    m_bar.setLearningRateRange(rate.minimum, rate.maximum);
    connectOrders();
    connect(&context.inspection, &Inspection::changed, this, &TransportPresenter::follow);
    follow(Inspection::Everything);
}

void TransportPresenter::connectOrders()
{
    Runs& runs = m_context.runs;
    Run& run = runs.current();
    TransportActions& actions = m_bar.actions();
    connect(&actions, &TransportActions::trainRequested, &run, &Run::train);
    connect(&actions, &TransportActions::pauseRequested, &run, &Run::pause);
    connect(&actions, &TransportActions::stepRequested, &run, [&run] { run.runSteps(1); });
    connect(&actions, &TransportActions::epochRequested, &run, &Run::runEpoch);
    connect(&actions, &TransportActions::stopRequested, &run, &Run::stop);
    connect(&actions, &TransportActions::rewindRequested, &runs, &Runs::rewind);
    connect(&actions, &TransportActions::newSeedRequested, &runs, &Runs::newSeed);
    connect(&m_bar, &TransportBar::learningRateEdited, &run, &Run::setLearningRate);
}

void TransportPresenter::follow(Inspection::Changes what)
{
    if (what & Inspection::Network) {
        m_bar.setPreset(QString::fromStdString(m_context.inspection.model().recipe.name));
        m_rate.reset();
    }
    if (what & Inspection::Data) {
        const Run::Data& data = m_context.inspection.data();
        m_bar.setDataName(data ? QString::fromStdString(data->name) : tr("no data"));
    }
    if (what & (Inspection::Network | Inspection::Log | Inspection::Data)) {
        showRate();
        showProgress();
    }
}

void TransportPresenter::showRate()
{
    const double rate = m_context.inspection.run().learningRate();
    if (m_rate != rate)
        m_bar.setLearningRate(rate);
    m_rate = rate;
}

void TransportPresenter::showProgress()
{
    const Run& run = m_context.inspection.run();
    const Run::Progress now = run.progress();
    const engine::Recipe& recipe = run.state().recipe;
    TransportState shown{.phase = phaseOf(now.phase),
                         .epochs = int(recipe.epochs),
                         .moreEpochs = int(run.epochsToCome()),
                         .step = now.step,
                         .steps = now.stepsPlanned,
                         .imagesPerSecond = run.state().readsPoints() ? 0 : now.samplesPerSecond};
    if (now.stepsPerEpoch > 0 && now.step > 0)
        shown.epoch = int((now.step - 1) / now.stepsPerEpoch) + 1;
    if (run.isTraining() && now.samplesPerSecond > 0 && now.stepsPlanned >= now.step)
        shown.secondsLeft = double((now.stepsPlanned - now.step) * quint64(recipe.batchSize)) / now.samplesPerSecond;
    if (now.isPretraining() && (now.phase != Run::Phase::Idle || now.pretrainingStep > 0))
        tellPretraining(now, shown);
    m_bar.setState(shown);
}
