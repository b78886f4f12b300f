#pragma once

#include "engine/inspect/calibration.h"
#include "engine/inspect/number_reading.h"
#include "engine/inspect/predictor.h"
#include "engine/train/records.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// Reads a line of ink as a number with the newest weights, and knows which of its digits is selected. What it has read once
/// with the present weights it remembers, so that a move of the pen costs the few groups that it changed.
class NumberReader : public QObject
{
    Q_OBJECT

public:
    /// What a network is, and whether what it says can be built on.
    struct Network
    {
        std::shared_ptr<const engine::Sequential> network;
        std::shared_ptr<const engine::Snapshot> weights;
        engine::Spec loss;
        engine::Calibration calibration; ///< of the weights
        bool namesClasses = true;
        bool isTrained = false;
    };

    explicit NumberReader(QObject* parent = nullptr);

    void setNetwork(const Network& network);
    void setWeights(std::shared_ptr<const engine::Snapshot> weights, const engine::Calibration& calibration, bool isTrained);
    /// The digit of the last piece is selected.
    void setLine(engine::InkLine line);
    void select(std::size_t digit);

    const engine::InkLine& line() const { return m_line; }
    const engine::NumberReading& reading() const { return m_reading; }
    /// Whether the digits' classes mean anything.
    bool namesDigits() const { return m_network.namesClasses && m_network.isTrained && readsPictures(); }
    /// Whether the digit is so unlike one that a calibrated network does not vouch for it.
    bool isDoubted(const engine::DigitReading& digit) const;
    std::optional<std::size_t> selected() const;
    /// What a network is given of the selected digit.
    std::optional<engine::DigitImage> selectedImage() const;

signals:
    void changed();

private:
    bool readsPictures() const;
    void read();
    const std::vector<float>& probabilitiesOf(const engine::DigitImage& image);

    Network m_network;
    std::unique_ptr<engine::Predictor> m_predictor;
    engine::InkLine m_line;
    engine::NumberReading m_reading;
    std::size_t m_piece = 0; ///< of the selected digit; groups change, pieces stay
    std::map<engine::DigitImage, std::vector<float>> m_known; ///< of the present weights
    QTimer m_later; ///< weights that come faster than lines are read wait
};
