#include "app/session/member_trainer.h"

#include "app/session/data_location.h"

#include "engine/data/validation_split.h"

#include <algorithm>

MemberTrainer::MemberTrainer(QObject* parent)
    : QObject(parent)
{
    connect(&m_session, &TrainingSession::updated, this, &MemberTrainer::onUpdate);
    connect(&m_session, &TrainingSession::failed, this, [this](const QString& sentence) {
        m_hasFailed = true;
        emit failed(sentence);
    });
    connect(&m_session, &TrainingSession::finished, this, &MemberTrainer::onFinished);
}

void MemberTrainer::train(const std::vector<engine::Recipe>& recipes, std::shared_ptr<const engine::DataSplits> data)
{
    if (!isActive())
        m_asked = m_done = 0;
    m_data = std::move(data);
    m_asked += recipes.size();
    m_waiting.insert(m_waiting.end(), recipes.begin(), recipes.end());
    m_isStopping = false;
    if (!m_session.isActive())
        startNext();
}

void MemberTrainer::stop()
{
    m_waiting.clear();
    m_isStopping = true;
    if (m_session.isActive())
        m_session.stop();
}

void MemberTrainer::startNext()
{
    if (m_waiting.empty()) {
        emit finished();
        return;
    }
    m_model = {.recipe = m_waiting.front(),
               .trainedOn = {},
               .checkpoint = {}};
    noteData(m_model, *m_data);
    m_waiting.pop_front();
    m_hasFailed = false;
    const engine::Recipe& recipe = m_model.recipe;
    const auto batch = quint64(recipe.batchSize);
    m_stepsPerEpoch = (engine::trainingSamples(m_data->train.size(), recipe.validationSplit) + batch - 1) / batch;
    m_stepsPlanned = std::max<quint64>(1, m_stepsPerEpoch * quint64(recipe.epochs));
    m_session.start({.recipe = recipe, .data = m_data, .from = nullptr});
}

void MemberTrainer::onUpdate(const engine::TrainingFeed::Update& update)
{
    m_model.log.append({.evaluations = update.log.evaluations});
    if (update.checkpoint)
        m_model.checkpoint = *update.checkpoint;
    if (update.log.steps.empty())
        return;
    const quint64 step = update.log.steps.back().step;
    const engine::Recipe& recipe = m_model.recipe;
    emit progressed(tr("%1, seed %2: epoch %3 of %4")
                        .arg(QString::fromStdString(recipe.name))
                        .arg(recipe.seed)
                        .arg((step - 1) / std::max<quint64>(1, m_stepsPerEpoch) + 1)
                        .arg(recipe.epochs),
                    (double(m_done) + double(step) / double(m_stepsPlanned)) / double(m_asked));
}

void MemberTrainer::onFinished()
{
    ++m_done;
    if (!m_isStopping && !m_hasFailed && !m_model.checkpoint.parameters.empty())
        emit trained(m_model);
    startNext();
}
