#pragma once

#include "app/session/training_session.h"

#include "engine/io/model_file.h"

#include <QObject>

#include <deque>

/// Trains some recipes to their ends, one after the other on a thread of its own, beside whatever else the window does.
class MemberTrainer : public QObject
{
    Q_OBJECT

public:
    explicit MemberTrainer(QObject* parent = nullptr);

    bool isActive() const { return m_session.isActive() || !m_waiting.empty(); }
    /// Those that are still waiting go on waiting before them.
    void train(const std::vector<engine::Recipe>& recipes, std::shared_ptr<const engine::DataSplits> data);
    /// What is not ready is dropped; finished() follows.
    void stop();

signals:
    /// text: "lenet-5, seed 3: epoch 2 of 20"; share of all that was asked for.
    void progressed(const QString& text, double share);
    void trained(const engine::SavedModel& model);
    /// One sentence; the others go on.
    void failed(const QString& sentence);
    void finished();

private:
    void startNext();
    void onUpdate(const engine::TrainingFeed::Update& update);
    void onFinished();

    TrainingSession m_session;
    std::shared_ptr<const engine::DataSplits> m_data;
    std::deque<engine::Recipe> m_waiting;
    engine::SavedModel m_model; ///< that is being trained
    std::size_t m_asked = 0;
    std::size_t m_done = 0;
    quint64 m_stepsPlanned = 1;
    quint64 m_stepsPerEpoch = 1;
    bool m_isStopping = false;
    bool m_hasFailed = false;
};
