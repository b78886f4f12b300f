#include "app/window/train_presenter.h"

#include "app/data_location.h"
#include "app/data_words.h"
#include "ui/charts/curve_view.h"
#include "ui/panels/transport_bar.h"

namespace {

TransportState::Phase phaseOf(Workbench::Phase phase)
{
    switch (phase) {
    case Workbench::Phase::Idle:
        return TransportState::Phase::Idle;
    case Workbench::Phase::Running:
        return TransportState::Phase::Running;
    case Workbench::Phase::Paused:
        return TransportState::Phase::Paused;
    case Workbench::Phase::Evaluating:
        return TransportState::Phase::Evaluating;
    case Workbench::Phase::Finished:
        return TransportState::Phase::Finished;
    case Workbench::Phase::Failed:
        return TransportState::Phase::Failed;
    }
    return TransportState::Phase::Idle;
}

void tellPretraining(const Workbench::Progress& now, TransportState& shown)
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

QString rateMark(const engine::RunEvent& event)
{
    return TrainPresenter::tr("rate %1").arg(double(event.learningRate));
}

} // namespace

TrainPresenter::TrainPresenter(TransportBar& transport, CurveView& curves, Workbench& workbench, QObject* parent)
    : QObject(parent)
    , m_transport(transport)
    , m_curves(curves)
    , m_workbench(workbench)
{
    connectOrders();
    connect(&workbench, &Workbench::progressChanged, this, &TrainPresenter::showProgress);
    connect(&workbench, &Workbench::networkReplaced, this, &TrainPresenter::showRun);
    connect(&workbench, &Workbench::dataChanged, this, [this] {
        m_curves.setStepsPerEpoch(m_workbench.progress().stepsPerEpoch);
    });
    connect(&workbench, &Workbench::recordsArrived, this, &TrainPresenter::addRecords);
    connect(&workbench, &Workbench::learningRateChanged, &transport, &TransportBar::setLearningRate);
    showRun();
}

void TrainPresenter::connectOrders()
{
    TransportActions& actions = m_transport.actions();
    connect(&actions, &TransportActions::trainRequested, &m_workbench, &Workbench::train);
    connect(&actions, &TransportActions::pauseRequested, &m_workbench, &Workbench::pause);
    connect(&actions, &TransportActions::stepRequested, &m_workbench, [this] { m_workbench.runSteps(1); });
    connect(&actions, &TransportActions::epochRequested, &m_workbench, &Workbench::runEpoch);
    connect(&actions, &TransportActions::stopRequested, &m_workbench, &Workbench::stop);
    connect(&actions, &TransportActions::rewindRequested, &m_workbench, &Workbench::rewind);
    connect(&actions, &TransportActions::newSeedRequested, &m_workbench, &Workbench::newSeed);
    connect(&m_transport, &TransportBar::learningRateEdited, &m_workbench, &Workbench::setLearningRate);
}

void TrainPresenter::showProgress()
{
    const Workbench::Progress now = m_workbench.progress();
    TransportState shown{.phase = phaseOf(now.phase),
                         .epochs = int(m_workbench.state().recipe.epochs),
                         .step = now.step,
                         .steps = now.stepsPlanned,
                         .imagesPerSecond = m_workbench.state().readsPoints() ? 0 : now.samplesPerSecond};
    if (now.stepsPerEpoch > 0 && now.step > 0)
        shown.epoch = int((now.step - 1) / now.stepsPerEpoch) + 1;
    const bool isUnderWay = now.phase == Workbench::Phase::Running || now.phase == Workbench::Phase::Evaluating;
    if (isUnderWay && now.samplesPerSecond > 0 && now.stepsPlanned >= now.step)
        shown.secondsLeft
            = double((now.stepsPlanned - now.step) * quint64(m_workbench.state().recipe.batchSize)) / now.samplesPerSecond;
    if (now.isPretraining() && now.phase != Workbench::Phase::Idle)
        tellPretraining(now, shown);
    m_transport.setState(shown);
    tellOfOtherData();
    m_curves.setEmptyText(now.isPretraining() && now.pretrainingStep > 0
                              ? tr("Layers are being pre-trained: see Generate. Loss and accuracy follow.")
                              : tr("Press Train to watch loss and accuracy"));
}

void TrainPresenter::showRun()
{
    const NetworkState& state = m_workbench.state();
    m_curves.clear();
    m_curves.setRunTitle(QStringLiteral("%1 · %2 · seed %3")
                             .arg(QString::fromStdString(state.recipe.name),
                                  QString::fromStdString(state.recipe.optimizer.kind))
                             .arg(state.recipe.seed));
    m_curves.setStepsPerEpoch(m_workbench.progress().stepsPerEpoch);
    m_curves.append(std::span<const engine::StepRecord>(state.steps));
    m_curves.append(std::span<const engine::EvaluationRecord>(state.evaluations));
    for (const engine::RunEvent& event : state.events)
        m_curves.addEventMark(event.step, rateMark(event));
    m_transport.setPreset(QString::fromStdString(state.recipe.name));
    m_transport.setLearningRate(m_workbench.learningRate());
    showProgress();
}

void TrainPresenter::tellOfOtherData()
{
    const NetworkState& state = m_workbench.state();
    const auto data = m_workbench.data();
    // Digits of mine may have been learnt afterwards.
    if (!state.isTrained() || !data || state.trainedOn.startsWith(QString::fromStdString(describe(*data)))) {
        m_curves.setNote({});
        return;
    }
    const QString now = QString::fromStdString(data->name);
    m_curves.setNote(tr("Not of %1: measured as it learnt from %2").arg(now, inWords(state.trainedOn)),
                     tr("This network learnt from %1, and was measured on the test part of it.").arg(state.trainedOn));
}

void TrainPresenter::addRecords(const engine::TrainingFeed::Update& update)
{
    m_curves.append(std::span<const engine::StepRecord>(update.steps));
    m_curves.append(std::span<const engine::EvaluationRecord>(update.evaluations));
    for (const engine::RunEvent& event : update.events)
        m_curves.addEventMark(event.step, rateMark(event));
}
