#pragma once

#include "app/background_jobs.h"

#include "engine/data/digit_image.h"
#include "engine/data/digit_set.h"
#include "engine/data/straightening.h"
#include "engine/layers/sequential.h"
#include "engine/train/records.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>

/// The user's digits as pictures, and what the network reads in each, straightened, with the newest weights; in the
/// background, a few times a second while weights change.
class KeptDigitReader : public QObject
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

    explicit KeptDigitReader(QObject* parent = nullptr);

    /// network null: none that reads drawings.
    void setNetwork(std::shared_ptr<const engine::Sequential> network, const engine::Spec& loss);
    void setWeights(std::shared_ptr<const engine::Snapshot> weights);
    void setDigits(const engine::KeptDigits& digits);
    void setStraightening(const engine::Straightening& straightening);
    /// Nobody looks: nothing is read.
    void setActive(bool active);

    /// Null: not read yet.
    const Entry* find(const engine::KeptDigit* digit) const;

signals:
    void read();

private:
    using Entries = std::map<std::shared_ptr<const engine::KeptDigit>, Entry>;

    void want();
    void start();

    std::shared_ptr<const engine::Sequential> m_network;
    engine::Spec m_loss;
    std::shared_ptr<const engine::Snapshot> m_weights;
    engine::KeptDigits m_digits;
    engine::Straightening m_straightening;
    Entries m_entries;
    bool m_isActive = false;
    bool m_isWanted = false;
    bool m_isReading = false;
    QTimer m_pause; ///< between two readings
    BackgroundJobs m_jobs;
};
