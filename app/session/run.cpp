#include "app/session/run.h"

#include "app/session/data_location.h"
#include "app/session/engine_words.h"
#include "engine/data/validation_split.h"
#include "engine/errors.h"
#include "engine/train/compatibility.h"

#include <array>
#include <charconv>
#include <utility>

namespace {

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
    return (engine::trainingSamples(data.size(), recipe.validationSplit) + batch - 1) / batch;
}

QString sentenceOf(const engine::StoppingState& stopping, quint64 stepsPerEpoch)
{
    const quint64 best = stopping.bestStep / std::max<quint64>(1, stepsPerEpoch);
    const QString sentence = stopping.isRestored
        ? Run::tr("Early stopping ended the run: nothing better since epoch %1, whose weights are back.")
        : Run::tr("Early stopping ended the run: nothing better since epoch %1.");
    return sentence.arg(best);
}

} // namespace

Run::Run(RunState state, QObject* parent)
    : QObject(parent)
    , m_state(std::move(state))
    , m_epochsOfRecipe(m_state.recipe.epochs)
{
    connect(&m_session, &TrainingSession::updated, this, &Run::onUpdate);
    connect(&m_session, &TrainingSession::failed, this, [this](const QString& reason) {
        setPhase(Phase::Failed);
        emit failed(reason);
    });
    connect(&m_session, &TrainingSession::finished, this, &Run::onFinished);
}

Run::Progress Run::progress() const
{
    // While it trains, the records are a frame newer than the weights.
    const quint64 recorded = m_state.log.steps.empty() ? 0 : m_state.log.steps.back().step;
    Progress progress{.phase = m_phase,
                      .step = std::max<quint64>(m_state.weights->step, recorded),
                      .samplesPerSecond = m_samplesPerSecond};
    const quint64 taught = m_state.log.pretrainingSteps.empty() ? 0 : m_state.log.pretrainingSteps.back().step;
    progress.pretrainingStep = std::max<quint64>(m_state.weights->pretrainingStep, taught);
    if (m_pace && m_data)
        progress.samplesPerSecond = *m_pace * double(std::min<quint64>(m_data->train.size(), quint64(m_state.recipe.batchSize)));
    // Steps made on other data are no epochs of this one.
    if (m_data && (!m_state.isTrained() || hasLearntFromThisData())) {
        progress.stepsPerEpoch = batchesIn(m_data->train, m_state.recipe);
        progress.stepsPlanned = progress.stepsPerEpoch * quint64(m_state.recipe.epochs);
        progress.pretraining = engine::pretrainingPlan(m_state.recipe, m_data->train.size());
    }
    if (m_phase == Phase::Idle)
        progress.phase = phaseAtRest(progress.step, progress.stepsPlanned);
    return progress;
}

bool Run::hasLearntFromThisData() const
{
    return m_data && m_state.isTrained() && m_state.trainedOn == QString::fromStdString(describe(*m_data));
}

/// A run that was at its end when it was replaced or the window closed is so when it is back.
Run::Phase Run::phaseAtRest(quint64 step, quint64 stepsPlanned) const
{
    if (!m_state.isTrained() || !m_state.checkpoint || !hasLearntFromThisData())
        return Phase::Idle;
    const bool isAtItsEnd = stepsPlanned > 0 && step >= stepsPlanned;
    return isAtItsEnd || m_state.checkpoint->stopping.hasStopped ? Phase::Finished : Phase::Idle;
}

std::int64_t Run::epochsToCome() const
{
    if (!m_data || !canTrainOn())
        return 0;
    const quint64 perEpoch = std::max<quint64>(1, batchesIn(m_data->train, m_state.recipe));
    const quint64 planned = perEpoch * quint64(m_state.recipe.epochs), done = m_state.weights->step;
    if (done < planned)
        return std::int64_t((planned - done + perEpoch - 1) / perEpoch);
    return std::max<std::int64_t>(1, m_epochsOfRecipe);
}

double Run::learningRate() const
{
    if (m_rateOnItsWay)
        return *m_rateOnItsWay;
    return m_state.log.events.empty() ? m_state.recipe.optimizer.real("learning_rate")
                                  : asWritten(m_state.log.events.back().learningRate);
}

void Run::enter(RunState state, Data data, std::optional<std::int64_t> epochsOfRecipe)
{
    m_state = std::move(state);
    m_epochsOfRecipe = epochsOfRecipe.value_or(m_state.recipe.epochs);
    m_firstLook.reset();
    m_samplesPerSecond = 0;
    const bool isOtherData = data != m_data;
    m_data = std::move(data);
    m_phase = Phase::Idle;
    emit replaced(); // first: whoever hears anything of it finds all of it new
    if (isOtherData)
        emit dataChanged();
    emit progressChanged();
    emit learningRateChanged(learningRate());
}

void Run::setData(Data data)
{
    m_data = std::move(data);
    emit dataChanged();
    emit progressChanged();
}

void Run::train()
{
    if (m_session.isActive() && m_waiting.empty()) {
        m_session.resume();
        setPhase(Phase::Running);
        return;
    }
    whenIdle([this] { start({}); });
}

void Run::pause()
{
    if (m_session.isActive())
        m_session.pause();
}

void Run::runSteps(quint64 count)
{
    if (m_session.isActive() && m_waiting.empty())
        m_session.runSteps(count);
    else
        whenIdle([this, count] { start(count); });
}

void Run::runEpoch()
{
    if (!m_data) {
        emit needsData(false);
        return;
    }
    const Progress now = progress();
    const quint64 perEpoch = now.isPretraining() ? now.pretraining.stepsPerEpoch : batchesIn(m_data->train, m_state.recipe);
    const quint64 done = now.isPretraining() ? m_state.weights->pretrainingStep : m_state.weights->step;
    runSteps(perEpoch - done % perEpoch);
}

void Run::stop()
{
    if (m_session.isActive())
        m_session.stop();
}

void Run::setLearningRate(double rate)
{
    if (m_session.isActive()) {
        m_session.setLearningRate(float(rate));
        m_rateOnItsWay = rate;
    } else if (m_state.checkpoint) {
        engine::Checkpoint changed = *m_state.checkpoint;
        changed.learningRate = float(rate);
        m_state.log.events.push_back({m_state.weights->step, float(rate)});
        changed.events = m_state.log.events;
        m_state.checkpoint = std::make_shared<const engine::Checkpoint>(std::move(changed));
    } else {
        m_state.recipe.optimizer.settings["learning_rate"] = rate;
    }
    emit learningRateChanged(rate);
}

void Run::setPace(std::optional<double> stepsPerSecond)
{
    m_pace = stepsPerSecond;
    m_session.setPace(m_pace);
    emit progressChanged();
}

void Run::requestConsistentState(std::function<void(const RunState&)> receive)
{
    if (!m_session.isActive() || m_phase == Phase::Paused) {
        receive(m_state);
        return;
    }
    m_stateReceivers.push_back(std::move(receive));
    m_session.requestCheckpoint();
}

void Run::whenIdle(std::function<void()> action)
{
    m_waiting.push_back(std::move(action));
    runWaiting();
}

void Run::runWaiting()
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

void Run::start(std::optional<quint64> steps)
{
    if (!canTrainOn()) {
        emit cannotTrainOn();
        return;
    }
    if (!m_data) {
        emit needsData(!steps);
        return;
    }
    if (!isCompatible())
        return;
    const auto cutOffStart = startToEvaluate();
    prepareStart();
    m_session.start({.recipe = m_state.recipe, .data = m_data, .from = m_state.checkpoint, .cutOffStart = cutOffStart}, steps);
    setPhase(Phase::Running);
}

/// A stop that came before the record of step 0 has left it out: its weights are made from the seed again, unless it is
/// the pre-training that made them.
std::shared_ptr<const engine::Snapshot> Run::startToEvaluate() const
{
    const auto& evaluations = m_state.log.evaluations;
    const bool isKnown = !evaluations.empty() && evaluations.front().step == 0;
    if (isKnown || m_state.weights->step == 0 || m_state.weights->pretrainingStep > 0 || !hasLearntFromThisData())
        return nullptr;
    return m_state.initialWeights;
}

/// Says why when they do not.
bool Run::isCompatible()
{
    try {
        engine::requireCompatible(*m_state.network, m_state.recipe, m_data->train);
        return true;
    } catch (const engine::Error& error) {
        emit failed(sentenceOf(error));
        return false;
    }
}

void Run::prepareStart()
{
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
    const bool areOthers = m_state.classes != m_data->train.classNames || m_state.input.drawing != m_data->drawing;
    m_state.classes = m_data->train.classNames;
    m_state.input.drawing = m_data->drawing;
    if (areOthers)
        emit classesChanged();
}

void Run::onUpdate(const engine::TrainingFeed::Update& update)
{
    enterUpdate(m_state, update);
    if (update.firstLook)
        m_firstLook = update.firstLook;
    const auto& evaluations = m_state.log.evaluations;
    if (m_firstLook && !evaluations.empty() && evaluations.front().step <= m_firstLook->step)
        m_firstLook.reset();
    m_samplesPerSecond = update.samplesPerSecond;
    if (!update.log.isEmpty())
        emit logGrew(update.log);
    if (!update.log.events.empty()) {
        if (m_rateOnItsWay && update.log.events.back().learningRate == float(*m_rateOnItsWay))
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

void Run::onFinished()
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
    runWaiting();
}

void Run::answerStateRequests()
{
    const auto receivers = std::exchange(m_stateReceivers, {});
    if (receivers.empty())
        return;
    const RunState state = asOfCheckpoint(m_state);
    for (const auto& receive : receivers)
        receive(state);
}

void Run::setPhase(Phase phase)
{
    m_phase = phase;
    emit progressChanged();
}
