#include "app/workbench.h"

#include "app/data_location.h"
#include "engine/data/logic_tables.h"
#include "engine/data/validation_split.h"
#include "engine/errors.h"
#include "engine/train/fit.h"

#include <array>
#include <charconv>
#include <utility>

namespace {

/// Steps back by undo.
constexpr std::size_t longestPast = 8;

/// The number that a person would write for it: 0.005, where the nearest float is 0.00499999988824.
double asWritten(float number)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    double written = 0;
    std::from_chars(digits.data(), end, written);
    return written;
}

/// Of what the recipe leaves to learn from.
quint64 batchesIn(const engine::Dataset& data, const engine::Recipe& recipe)
{
    const auto batch = quint64(recipe.batchSize);
    return (engine::samplesLearnt(data.size(), recipe.validationSplit) + batch - 1) / batch;
}

QString sentenceOf(const engine::StoppingState& stopping, quint64 stepsPerEpoch)
{
    const quint64 best = stopping.bestStep / std::max<quint64>(1, stepsPerEpoch);
    const QString sentence = stopping.isRestored
        ? Workbench::tr("Early stopping ended the run: nothing better since epoch %1, whose weights are back.")
        : Workbench::tr("Early stopping ended the run: nothing better since epoch %1.");
    return sentence.arg(best);
}

bool arePictures(const engine::DataSplits& data)
{
    return data.train.sampleShape.rank() > 1;
}

} // namespace

Workbench::Workbench(NetworkState state, QObject* parent)
    : QObject(parent)
    , m_state(std::move(state))
    , m_epochsOfRecipe(m_state.recipe.epochs)
{
    connect(&m_session, &TrainingSession::updated, this, &Workbench::onUpdate);
    connect(&m_session, &TrainingSession::failed, this, [this](const QString& reason) {
        setPhase(Phase::Failed);
        emit trainingFailed(reason);
    });
    connect(&m_session, &TrainingSession::finished, this, &Workbench::onFinished);
}

Workbench::Progress Workbench::progress() const
{
    // While it trains, the records are a frame newer than the weights.
    const quint64 recorded = m_state.steps.empty() ? 0 : m_state.steps.back().step;
    Progress progress{.phase = m_phase,
                      .step = std::max<quint64>(m_state.weights->step, recorded),
                      .samplesPerSecond = m_samplesPerSecond};
    const quint64 taught = m_state.pretrainingSteps.empty() ? 0 : m_state.pretrainingSteps.back().step;
    progress.pretrainingStep = std::max<quint64>(m_state.weights->pretrainingStep, taught);
    if (m_pace && m_data)
        progress.samplesPerSecond = *m_pace * double(std::min<quint64>(m_data->train.size(), quint64(m_state.recipe.batchSize)));
    // Steps made on other data are no epochs of this one.
    const bool isOfThisData = m_data && (!m_state.isTrained() || m_state.trainedOn == QString::fromStdString(describe(*m_data)));
    if (isOfThisData) {
        progress.stepsPerEpoch = batchesIn(m_data->train, m_state.recipe);
        progress.stepsPlanned = progress.stepsPerEpoch * quint64(m_state.recipe.epochs);
        progress.pretraining = engine::pretrainingPlan(m_state.recipe, m_data->train.size());
    }
    return progress;
}

double Workbench::learningRate() const
{
    if (m_rateOnItsWay)
        return *m_rateOnItsWay;
    return m_state.events.empty() ? m_state.recipe.optimizer.real("learning_rate")
                                  : asWritten(m_state.events.back().learningRate);
}

void Workbench::setData(std::shared_ptr<const engine::DataSplits> data)
{
    whenIdle([this, data = std::move(data)] {
        if (arePictures(*data))
            m_pictures = data;
        if (arePictures(*data) == m_state.readsPoints())
            return;
        m_data = data;
        emit dataChanged();
        emit progressChanged();
    });
}

std::shared_ptr<const engine::DataSplits> Workbench::dataOf(const engine::Recipe& recipe) const
{
    if (const auto table = dataFor(recipe))
        return std::make_shared<const engine::DataSplits>(engine::logicTable(*table));
    return m_pictures;
}

void Workbench::replaceNetwork(NetworkState state)
{
    whenIdle([this, state = std::move(state)] { replace(state, m_data); });
}

void Workbench::openNetwork(NetworkState state)
{
    whenIdle([this, state = std::move(state)] { replace(state, dataOf(state.recipe)); });
}

void Workbench::replace(NetworkState state, Data data)
{
    m_past.push_back({m_state, m_data});
    if (m_past.size() > longestPast)
        m_past.erase(m_past.begin());
    m_samplesPerSecond = 0;
    enter(std::move(state), std::move(data));
}

void Workbench::undoReplacement()
{
    whenIdle([this] {
        if (m_past.empty())
            return;
        const Replaced past = std::move(m_past.back());
        m_past.pop_back();
        enter(past.state, past.data ? past.data : dataOf(past.state.recipe));
    });
}

void Workbench::rememberReplaced(NetworkState state)
{
    m_past.insert(m_past.begin(), {std::move(state), nullptr});
}

void Workbench::enter(NetworkState state, Data data)
{
    m_state = std::move(state);
    m_epochsOfRecipe = m_state.recipe.epochs;
    if (data && arePictures(*data) == m_state.readsPoints())
        data.reset();
    const bool isOtherData = data != m_data;
    m_data = std::move(data);
    setPhase(Phase::Idle);
    emit networkReplaced();
    if (isOtherData)
        emit dataChanged();
    emit learningRateChanged(learningRate());
    if (!m_data)
        emit dataWanted();
}

void Workbench::train()
{
    if (m_session.isActive() && m_waiting.empty()) {
        m_session.resume();
        setPhase(Phase::Running);
        return;
    }
    whenIdle([this] { start({}); });
}

void Workbench::pause()
{
    if (m_session.isActive())
        m_session.pause();
}

void Workbench::runSteps(quint64 count)
{
    if (m_session.isActive() && m_waiting.empty())
        m_session.runSteps(count);
    else
        whenIdle([this, count] { start(count); });
}

void Workbench::runEpoch()
{
    if (!m_data) {
        emit trainingNeedsData();
        return;
    }
    const Progress now = progress();
    const quint64 perEpoch = now.isPretraining() ? now.pretraining.stepsPerEpoch : batchesIn(m_data->train, m_state.recipe);
    const quint64 done = now.isPretraining() ? m_state.weights->pretrainingStep : m_state.weights->step;
    runSteps(perEpoch - done % perEpoch);
}

void Workbench::stop()
{
    if (m_session.isActive())
        m_session.stop();
}

void Workbench::rewind()
{
    startOver(m_state.recipe, m_data, tr("Back at the same initial weights."));
}

void Workbench::newSeed()
{
    engine::Recipe recipe = m_state.recipe;
    ++recipe.seed;
    startOver(recipe, m_data, tr("New initial weights, seed %1.").arg(recipe.seed));
}

void Workbench::learnAnewFrom(std::shared_ptr<const engine::DataSplits> data)
{
    startOver(m_state.recipe, data, tr("Back at the same initial weights, to learn %1.").arg(QString::fromStdString(data->name)));
}

void Workbench::setLearningRate(double rate)
{
    if (m_session.isActive()) {
        m_session.setLearningRate(float(rate));
        m_rateOnItsWay = rate;
    } else if (m_state.checkpoint) {
        engine::Checkpoint changed = *m_state.checkpoint;
        changed.learningRate = float(rate);
        m_state.events.push_back({m_state.weights->step, float(rate)});
        changed.events = m_state.events;
        m_state.checkpoint = std::make_shared<const engine::Checkpoint>(std::move(changed));
    } else {
        m_state.recipe.optimizer.settings["learning_rate"] = rate;
    }
    emit learningRateChanged(rate);
}

void Workbench::setPace(std::optional<double> stepsPerSecond)
{
    m_pace = stepsPerSecond;
    m_session.setPace(m_pace);
    emit progressChanged();
}

void Workbench::requestConsistentState(std::function<void(const NetworkState&)> receive)
{
    if (!m_session.isActive() || m_phase == Phase::Paused) {
        receive(m_state);
        return;
    }
    m_stateReceivers.push_back(std::move(receive));
    m_session.requestCheckpoint();
}

void Workbench::whenIdle(std::function<void()> action)
{
    m_waiting.push_back(std::move(action));
    obeyWaiting();
}

void Workbench::obeyWaiting()
{
    while (!m_waiting.empty()) {
        if (m_session.isActive()) {
            m_session.stop(); // onFinished() comes back here
            return;
        }
        const auto action = std::move(m_waiting.front());
        m_waiting.pop_front();
        action();
    }
}

void Workbench::start(std::optional<quint64> steps)
{
    if (!m_data) {
        emit trainingNeedsData();
        return;
    }
    if (!dataFit())
        return;
    prepareStart();
    m_session.start({.recipe = m_state.recipe, .data = m_data, .from = m_state.checkpoint}, steps);
    setPhase(Phase::Running);
}

/// Says why when they do not.
bool Workbench::dataFit()
{
    try {
        engine::requireFit(*m_state.network, m_state.recipe, m_data->train);
        return true;
    } catch (const engine::Error& error) {
        emit trainingFailed(QString::fromUtf8(error.what()));
        return false;
    }
}

void Workbench::prepareStart()
{
    if (m_state.isTrained() && !m_state.checkpoint) {
        // A model without its optimiser's state can only be read with: learn the same recipe anew.
        m_past.push_back({std::exchange(m_state, freshNetwork(m_state.recipe)), m_data});
        emit networkReplaced();
        emit replacementUndoable(tr("Learning anew from random weights; the trained network is kept."));
    }
    if (m_state.checkpoint && m_state.checkpoint->stopping.hasStopped) {
        // As Keras' next fit() does: from the weights in use, watched anew.
        engine::Checkpoint again = *m_state.checkpoint;
        again.stopping = {.epochs = again.stopping.epochs};
        m_state.checkpoint = std::make_shared<const engine::Checkpoint>(std::move(again));
    }
    const quint64 perEpoch = batchesIn(m_data->train, m_state.recipe);
    while (m_state.weights->step >= perEpoch * quint64(m_state.recipe.epochs))
        m_state.recipe.epochs += std::max<std::int64_t>(1, m_epochsOfRecipe);
    m_state.trainedOn = QString::fromStdString(describe(*m_data));
    const bool areOthers = m_state.classNames != m_data->train.classNames || m_state.drawing != m_data->drawing;
    m_state.classNames = m_data->train.classNames;
    m_state.drawing = m_data->drawing;
    if (areOthers)
        emit classesChanged();
}

void Workbench::onUpdate(const engine::TrainingFeed::Update& update)
{
    enterUpdate(m_state, update);
    m_samplesPerSecond = update.samplesPerSecond;
    if (!update.steps.empty() || !update.evaluations.empty() || !update.events.empty() || !update.pretrainingSteps.empty()
        || !update.pretrainingEpochs.empty())
        emit recordsArrived(update);
    if (!update.events.empty()) {
        if (m_rateOnItsWay && update.events.back().learningRate == float(*m_rateOnItsWay))
            m_rateOnItsWay.reset();
        emit learningRateChanged(learningRate());
    }
    if (update.snapshot)
        emit weightsChanged();

    if (update.checkpoint)
        answerStateRequests();
    if (update.paused)
        setPhase(Phase::Paused);
    else
        setPhase(update.evaluating ? Phase::Evaluating : Phase::Running);
}

void Workbench::onFinished()
{
    answerStateRequests();
    // A rate that came too late for the last step is the next one's.
    if (const auto rate = std::exchange(m_rateOnItsWay, std::nullopt))
        setLearningRate(*rate);
    if (m_phase != Phase::Failed) {
        const Progress now = progress();
        const bool hasStopped = m_state.checkpoint && m_state.checkpoint->stopping.hasStopped;
        setPhase(hasStopped || now.step >= now.stepsPlanned ? Phase::Finished : Phase::Idle);
        if (hasStopped)
            emit stoppedEarly(sentenceOf(m_state.checkpoint->stopping, now.stepsPerEpoch));
    }
    obeyWaiting();
}

void Workbench::answerStateRequests()
{
    const auto receivers = std::exchange(m_stateReceivers, {});
    if (receivers.empty())
        return;
    const NetworkState state = asOfCheckpoint(m_state);
    for (const auto& receive : receivers)
        receive(state);
}

void Workbench::startOver(const engine::Recipe& recipe, const Data& data, const QString& sentence)
{
    const bool wasRunning = m_phase == Phase::Running || m_phase == Phase::Evaluating;
    const bool losesSomething = m_state.isTrained() || m_session.isActive();
    NetworkState fresh = freshNetwork(recipe);
    fresh.recipe.epochs = m_epochsOfRecipe;
    whenIdle([this, fresh = std::move(fresh), data] { replace(fresh, data); });
    whenIdle([this, sentence, losesSomething, wasRunning] {
        if (losesSomething)
            emit replacementUndoable(sentence);
        if (wasRunning)
            start({});
    });
}

void Workbench::setPhase(Phase phase)
{
    m_phase = phase;
    emit progressChanged();
}
