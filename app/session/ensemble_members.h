#pragma once

#include "app/session/jobs.h"

#include "engine/data/dataset.h"
#include "engine/inspect/ensemble.h"
#include "engine/inspect/predictor.h"
#include "engine/io/model_file.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// The networks that predict together: what each predicts for a picture, and, measured in the background, how well each
/// does on the test set and all of them as one.
class EnsembleMembers : public QObject
{
    Q_OBJECT

public:
    /// Borrowed; it must outlive this.
    explicit EnsembleMembers(Jobs& jobs, QObject* parent = nullptr);

    std::size_t size() const { return m_members.size(); }
    const engine::SavedModel& model(std::size_t member) const { return *m_members[member].model; }
    std::vector<engine::SavedModel> models() const;

    /// Throws engine::Error when it cannot read together with those that are here, or there are too many.
    void add(engine::SavedModel model);
    /// Whether it could be added, once it is trained: throws as add() does.
    void requireRoomFor(const engine::SavedModel& model) const;
    void remove(std::size_t member);
    void clear();
    /// What they are measured on; null: nothing yet.
    void setData(std::shared_ptr<const engine::DataSplits> data);

    /// Each member's probabilities for the picture; empty where it reads pictures of another size.
    std::vector<std::vector<float>> predict(std::span<const std::uint8_t> picture) const;

    /// Whether what they say together, their mean, is sure enough; yes where that is not known, or nothing is said.
    bool isOfSomeClass(std::span<const float> joint) const;

    // On the test set, [0, 1]; none: not measured yet, or it cannot be read.
    std::optional<double> accuracy(std::size_t member) const;
    std::optional<double> jointAccuracy() const { return m_jointAccuracy; }
    bool isMeasuring(std::size_t member) const;
    /// Members whose figure is not known yet.
    std::size_t unmeasured() const;

signals:
    /// Members or figures.
    void changed();

private:
    using OnTest = std::shared_ptr<const engine::DatasetPrediction>;

    struct Member
    {
        std::shared_ptr<const engine::SavedModel> model;
        std::shared_ptr<engine::Predictor> predictor;
        OnTest onTest; ///< null: not measured
        bool cannotRead = false; ///< the test set
    };

    void measureNext();
    void takePrediction(const engine::SavedModel* model, OnTest prediction);
    void judgeJointly();

    std::vector<Member> m_members;
    std::shared_ptr<const engine::DataSplits> m_data;
    std::optional<double> m_jointAccuracy;
    Jobs& m_jobs;
    Jobs::Slot m_measuring;
};
