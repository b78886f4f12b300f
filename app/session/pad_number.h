#pragma once

#include "app/session/jobs.h"
#include "engine/inspect/number_prediction.h"
#include "engine/inspect/predictor.h"
#include "engine/model/model.h"

#include <QObject>
#include <QRectF>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class PadStrokes;
class PictureInput;
class WriterAdaptation;

/// The number on the wide pad, or in a picture beside it, as the newest weights predict it, and which of its digits is selected.
/// What was predicted once with the present weights is remembered, so that a move of the pen costs the few groups that it
/// changed.
class PadNumber : public QObject
{
    Q_OBJECT

public:
    struct Sources
    {
        Jobs& jobs;
        const PadStrokes& pad;
        const PictureInput& pictures;
        const WriterAdaptation& writer;
    };

    /// All borrowed; they must outlive it. Predicts nothing before the first setModel().
    explicit PadNumber(const Sources& sources, QObject* parent = nullptr);

    /// What predicts from now on. isOther: another network, not the same with newer weights, which wait a moment.
    void setModel(const engine::Model& model, bool isOther);
    void select(std::size_t digit);
    /// By one to the left (-1) or right (1).
    void selectNext(int by);

    const engine::InkLine& line() const { return m_line; }
    /// Of a picture: how large the line's plane is, and where in the picture it lies, in shares of that.
    QSizeF lineSize() const { return m_lineSize; }
    const QRectF& linePlace() const { return m_linePlace; }
    const engine::NumberPrediction& prediction() const { return m_prediction; }
    /// Whether the digits' classes mean anything.
    bool namesDigits() const;
    /// Whether the digit is so unlike one that a calibrated network does not vouch for it.
    bool isDoubted(const engine::DigitPrediction& digit) const;
    std::optional<std::size_t> selected() const;
    /// What a network is given of the selected digit.
    std::optional<engine::DigitImage> selectedImage() const;

signals:
    void changed();

private:
    void followInk();
    bool readsPictures() const;
    void predict();
    void predictStrokes();
    void predictPicture();
    void readPicture();
    void setLine(const engine::InkLine& line);
    const std::vector<float>& probabilitiesOf(const engine::DigitImage& image);

    Sources m_sources;
    engine::Model m_model; ///< without a network at first
    std::unique_ptr<engine::Predictor> m_predictor; ///< null until the wide pad is in use
    engine::InkLine m_line;
    QSizeF m_lineSize;
    QRectF m_linePlace;
    qint64 m_picture = 0; ///< which one the line is of; 0: none
    bool m_isLineOld = false; ///< the ink is another by now
    Jobs::Slot m_reading; ///< of a picture
    bool m_isAwaited = false; ///< something has changed since m_reading began
    engine::NumberPrediction m_prediction;
    std::size_t m_piece = 0; ///< of the selected digit; groups change, pieces stay
    std::map<engine::DigitImage, std::vector<float>> m_known; ///< of the present weights
    QTimer m_later; ///< weights that come faster than lines are predicted wait
};
