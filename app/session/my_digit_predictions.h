#pragma once

#include "app/session/jobs.h"

#include "engine/drawing/digit_image.h"
#include "engine/drawing/writer_transform.h"
#include "engine/io/digit_set.h"
#include "engine/layers/sequential.h"
#include "engine/model/snapshot.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>

/// The user's digits as pictures, and the network's prediction for each, transformed as suits the writer, with the
/// newest weights; in the background, a few times a second while weights change.
class MyDigitPredictions : public QObject
{
    Q_OBJECT

public:
    /// What there is to know of one drawing.
    struct Entry
    {
        std::optional<engine::DigitImage> image; ///< as it was drawn; nullopt without ink
        std::optional<std::uint8_t> prediction; ///< nullopt where the network reads no drawings, or names no digit
        float probability = 0; ///< of the prediction
    };

    /// Borrowed; it must outlive this.
    explicit MyDigitPredictions(Jobs& jobs, QObject* parent = nullptr);

    /// network null: none that reads drawings.
    void setNetwork(std::shared_ptr<const engine::Sequential> network, const engine::Spec& loss);
    void setWeights(std::shared_ptr<const engine::Snapshot> weights);
    void setDigits(const engine::UserDigits& digits);
    void setWriterTransform(const engine::WriterTransform& writerTransform);
    /// Out of sight: nothing is predicted.
    void setActive(bool active);

    /// Null: not read yet.
    const Entry* find(const engine::UserDigit* digit) const;

signals:
    void changed();

private:
    using Entries = std::map<std::shared_ptr<const engine::UserDigit>, Entry>;

    void want();
    void start();

    std::shared_ptr<const engine::Sequential> m_network;
    engine::Spec m_loss;
    std::shared_ptr<const engine::Snapshot> m_weights;
    engine::UserDigits m_digits;
    engine::WriterTransform m_writerTransform;
    Entries m_entries;
    bool m_isActive = false;
    bool m_isWanted = false;
    QTimer m_pause; ///< between two rounds
    Jobs& m_jobs;
    Jobs::Slot m_prediction;
};
