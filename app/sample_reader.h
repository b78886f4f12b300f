#pragma once

#include "engine/inspect/calibration.h"
#include "engine/inspect/predictor.h"
#include "engine/train/records.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// Reads the selected sample with the newest weights: again whenever one of the two changes. The one place from which
/// bars, activations and inspector get their numbers.
class SampleReader : public QObject
{
    Q_OBJECT

public:
    explicit SampleReader(std::shared_ptr<const engine::Sequential> network,
                          std::shared_ptr<const engine::Snapshot> weights, const engine::Spec& loss,
                          const engine::Calibration& calibration = {}, QObject* parent = nullptr);

    /// loss: what the network learns by; see Predictor.
    void setNetwork(std::shared_ptr<const engine::Sequential> network, std::shared_ptr<const engine::Snapshot> weights,
                    const engine::Spec& loss, const engine::Calibration& calibration = {});
    /// calibration: of these weights; the default where they have none.
    void setWeights(std::shared_ptr<const engine::Snapshot> weights, const engine::Calibration& calibration = {});
    /// One byte a pixel, ink 255; nullopt: there is nothing to read.
    void setPicture(std::optional<std::vector<std::uint8_t>> picture);

    const engine::Sequential& network() const { return m_predictor->network(); }
    const engine::Snapshot& weights() const { return *m_weights; }
    const engine::Calibration& calibration() const { return m_calibration; }
    const std::optional<std::vector<std::uint8_t>>& picture() const { return m_picture; }
    /// Whether there is a picture of the size that the network reads; else nothing below means anything.
    bool hasReading() const { return m_hasReading; }
    /// By the calibration's temperature.
    std::span<const float> probabilities() const { return m_predictor->probabilities(); }
    /// Whether the network takes the picture for one of its classes at all; means little where nothing was calibrated.
    bool isOfSomeClass() const { return engine::isOfSomeClass(probabilities(), m_calibration.threshold); }
    /// What enters layer index; see Predictor::activation().
    std::span<const float> activation(std::size_t index) const { return m_predictor->activation(index); }

signals:
    void readingChanged();

private:
    void read();

    std::unique_ptr<engine::Predictor> m_predictor;
    std::shared_ptr<const engine::Snapshot> m_weights;
    engine::Calibration m_calibration;
    int m_readings = 0; ///< with these weights
    std::optional<std::vector<std::uint8_t>> m_picture;
    bool m_hasReading = false;
};
