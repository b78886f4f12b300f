#pragma once

#include "app/session/selection.h"

#include "engine/data/dataset.h"
#include "engine/history/weight_history.h"
#include "engine/inspect/predictor.h"
#include "engine/model/model.h"

#include <QObject>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class MyDigits;
class PadNumber;
class PadStrokes;
class PictureInput;
class WriterAdaptation;

/// Which model, at which moment, sees which sample: the one source of numbers for all views. They listen to nothing else.
class Inspection : public QObject
{
    Q_OBJECT

public:
    enum Change {
        Network = 1, ///< another one: everything else is another, too
        Weights = 2, ///< newer ones, or those of another moment
        SampleOf = 4, ///< what the network is given
        UnitOf = 8,
        Data = 16, ///< or what its classes are called
        Log = 32, ///< of the run: records, and where it stands
        Interventions = 64,
        Class = 128, ///< that is asked for
        Everything = 255,
    };
    Q_DECLARE_FLAGS(Changes, Change)

    struct Sources
    {
        Runs& runs;
        Selection& selection;
        PadStrokes& pad;
        PictureInput& pictures;
        WriterAdaptation& writer;
        PadNumber& number;
        MyDigits& myDigits;
    };

    /// The sample as the network is given it.
    struct Input
    {
        std::vector<std::uint8_t> pixels; ///< ink 255
        engine::Shape shape;
        bool isTransformed = false; ///< by what was learnt of the writer
        bool isFilled = false; ///< the line's inside belongs to it
        bool isDot = false; ///< a touch of the pen: drawn as large as a digit it would look like one
    };

    /// All borrowed; they must outlive it.
    explicit Inspection(const Sources& sources, QObject* parent = nullptr);

    /// The newest, or with the weights of the moment that is shown.
    const engine::Model& model() const;
    const Run& run() const { return m_sources.runs.current(); }
    const Run::Data& data() const { return m_sources.runs.data(); }
    /// As of the network, or else of the data that it is about to learn. Empty: it names no classes.
    const QStringList& classNames() const { return m_classNames; }

    /// What is selected, and what is shown of it: the nearest moment that is kept.
    Moment wanted() const;
    Moment shown() const;
    const engine::WeightHistory& history() const { return m_history; }
    /// How many bytes of past weights are kept.
    void setHistoryBudget(std::size_t bytes) { m_history.setBudget(bytes); }

    /// nullopt: there is nothing to be seen, as on an empty pad.
    const std::optional<Input>& input() const { return m_input; }
    /// Of model() and input(), made when first asked for: probabilities by the calibration's temperature, activations. Null
    /// where there is no input of the size that the network reads. Valid until the next change.
    const engine::Predictor* prediction() const;
    /// Whether a calibrated network takes the sample for one of its classes at all; yes where nobody has calibrated it, or
    /// nothing is predicted.
    bool isAccepted() const;

signals:
    /// Everything that belongs together has changed together.
    void changed(Inspection::Changes what);

private:
    /// Holds changed() back until several things fit together.
    class Batch;

    void note(Changes what);
    void followRun();
    void followNetwork();
    void followWeights();
    void followData();
    void showMoment();
    void showSample();
    std::optional<Input> inputNow() const;
    std::optional<Input> datasetInput(const DatasetSample& sample) const;
    std::optional<Input> drawnInput() const;
    std::optional<Input> inputOf(const std::vector<engine::Stroke>& strokes) const;

    Sources m_sources;
    RunId m_run = 0; ///< that all below is of
    QStringList m_classNames;
    engine::WeightHistory m_history;
    std::optional<engine::Model> m_past; ///< with the weights of a moment that is not now
    std::optional<Input> m_input;
    mutable std::unique_ptr<engine::Predictor> m_predictor;
    mutable bool m_isPredicted = false;
    mutable int m_predictions = 0; ///< with these weights
    Changes m_pending;
    int m_batches = 0;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(Inspection::Changes)
