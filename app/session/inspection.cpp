#include "app/session/inspection.h"

#include "app/session/class_words.h"
#include "app/session/my_digits.h"
#include "app/session/pad_number.h"
#include "app/session/pad_strokes.h"
#include "app/session/picture_input.h"
#include "app/session/writer_adaptation.h"
#include "engine/imaging/picture_of.h"

#include <algorithm>
#include <utility>

namespace {

/// In cells of the pad, 28 across: what is drawn on purpose is longer, however small the hand.
constexpr float longestDot = 2.5f;

} // namespace

class Inspection::Batch
{
public:
    explicit Batch(Inspection& inspection)
        : m_inspection(inspection)
    {
        ++inspection.m_batches;
    }
    ~Batch()
    {
        --m_inspection.m_batches;
        m_inspection.note({});
    }
    Q_DISABLE_COPY_MOVE(Batch)

private:
    Inspection& m_inspection;
};

Inspection::Inspection(const Sources& sources, QObject* parent)
    : QObject(parent)
    , m_sources(sources)
{
    const Run& run = sources.runs.current();
    connect(&run, &Run::replaced, this, &Inspection::followRun);
    connect(&run, &Run::weightsChanged, this, &Inspection::followWeights);
    connect(&run, &Run::dataChanged, this, &Inspection::followData);
    connect(&run, &Run::classesChanged, this, [this] {
        const Batch batch(*this);
        followRun();
        m_classNames = classNamesOf(model(), data().get());
        note(Data);
        showSample();
    });
    const auto noteLog = [this] {
        followRun();
        note(Log);
    };
    connect(&run, &Run::logGrew, this, noteLog);
    connect(&run, &Run::progressChanged, this, noteLog);
    connect(&run, &Run::learningRateChanged, this, noteLog);

    connect(&sources.selection, &Selection::sampleChanged, this, &Inspection::showSample);
    connect(&sources.selection, &Selection::unitChanged, this, [this] { note(UnitOf); });
    connect(&sources.selection, &Selection::stepChanged, this, &Inspection::showMoment);
    connect(&sources.selection, &Selection::askedClassChanged, this, [this] { note(Class); });
    // Which follows pad, pictures and writer: a move of the pen is one change.
    connect(&sources.number, &PadNumber::changed, this, &Inspection::showSample);
    connect(&sources.myDigits, &MyDigits::changed, this, [this] {
        if (std::holds_alternative<UserDrawing>(m_sources.selection.sample()))
            showSample();
    });
    followRun();
}

void Inspection::note(Changes what)
{
    m_pending |= what;
    if (m_batches == 0 && m_pending)
        emit changed(std::exchange(m_pending, {}));
}

/// Whichever signal of a replacement comes first finds everything new, and makes it fit together here.
void Inspection::followRun()
{
    if (m_run == m_sources.runs.currentId())
        return;
    const Batch batch(*this);
    m_run = m_sources.runs.currentId();
    m_past.reset();
    m_predictor.reset();
    m_history.clear();
    const RunState& state = m_sources.runs.state();
    m_history.add(state.initialWeights);
    m_history.add(state.weights);
    m_classNames = classNamesOf(model(), data().get());
    m_sources.selection.selectUnit({});
    m_sources.selection.selectStep({});
    m_sources.number.setModel(model(), true);
    note(Everything);
    showSample();
}

void Inspection::followWeights()
{
    const Batch batch(*this);
    followRun();
    m_history.add(m_sources.runs.state().weights);
    if (m_sources.selection.step()) {
        showMoment(); // a nearer one may be kept now
        return;
    }
    m_predictions = 0;
    m_isPredicted = false;
    m_sources.number.setModel(model(), false);
    note(Weights);
}

/// Of other data no sample of the old ones means anything.
void Inspection::followData()
{
    const Batch batch(*this);
    followRun();
    m_classNames = classNamesOf(model(), data().get());
    if (model().readsPoints())
        m_sources.selection.selectTestDigit(0);
    else if (std::holds_alternative<DatasetSample>(m_sources.selection.sample()))
        m_sources.selection.selectDrawing();
    note(Data);
    showSample();
}

const engine::Model& Inspection::model() const
{
    return m_past ? *m_past : m_sources.runs.state();
}

Moment Inspection::wanted() const
{
    return {m_run, m_sources.selection.step()};
}

Moment Inspection::shown() const
{
    return {m_run, m_past ? std::optional(m_past->weights->step) : std::nullopt};
}

void Inspection::showMoment()
{
    const Batch batch(*this);
    followRun();
    const RunState& now = m_sources.runs.state();
    const auto step = m_sources.selection.step();
    const auto weights = step ? m_history.nearest(*step) : now.weights;
    if (weights == model().weights)
        return;
    m_past.reset();
    if (weights != now.weights) {
        m_past = now;
        m_past->weights = weights;
        m_past->calibration = {}; // it was that of other weights
    }
    m_predictions = 0;
    m_isPredicted = false;
    m_sources.number.setModel(model(), false);
    note(Weights);
}

void Inspection::showSample()
{
    const Batch batch(*this);
    followRun();
    m_input = inputNow();
    m_isPredicted = false;
    note(SampleOf);
}

std::optional<Inspection::Input> Inspection::inputNow() const
{
    const Sample& sample = m_sources.selection.sample();
    if (const auto* ofData = std::get_if<DatasetSample>(&sample))
        if (auto input = datasetInput(*ofData))
            return input;
    if (model().readsPoints())
        return {};
    if (const auto* user = std::get_if<UserDrawing>(&sample))
        if (user->index < m_sources.myDigits.digits().size())
            return inputOf(m_sources.myDigits.digits()[user->index]->sample.strokes);
    return drawnInput();
}

std::optional<Inspection::Input> Inspection::datasetInput(const DatasetSample& sample) const
{
    if (!data())
        return {};
    const engine::Dataset& split = sample.split == DatasetSample::Split::Train ? data()->train
        : sample.split == DatasetSample::Split::Test                          ? data()->test
                                                                              : data()->validation;
    if (sample.index >= split.size())
        return {};
    const auto pixels = split.sample(sample.index);
    return Input{.pixels = {pixels.begin(), pixels.end()}, .shape = split.sampleShape};
}

/// Of the picture from outside where there is one, of the number's selected digit on the wide pad.
std::optional<Inspection::Input> Inspection::drawnInput() const
{
    const auto inputOfDigit = [](const std::optional<engine::DigitImage>& image) {
        return image ? std::optional(Input{.pixels = {image->begin(), image->end()}, .shape = {1, engine::digitSide, engine::digitSide}})
                     : std::nullopt;
    };
    const auto& picture = m_sources.pictures.picture();
    if (m_sources.pad.isWide()) {
        auto input = inputOfDigit(m_sources.number.selectedImage());
        if (input)
            input->isTransformed = !picture && !m_sources.writer.writerTransform().isNone();
        return input;
    }
    if (picture)
        return inputOfDigit(picture->digit);
    auto input = inputOf(m_sources.pad.strokes());
    const auto bounds = engine::boundsOf(m_sources.pad.strokes());
    if (input)
        input->isDot = bounds && bounds->longerSide() < longestDot;
    return input;
}

std::optional<Inspection::Input> Inspection::inputOf(const std::vector<engine::Stroke>& strokes) const
{
    const engine::DrawingStyle style = drawingStyleOf(model(), data().get());
    const engine::WriterTransform writerTransform = m_sources.writer.writerTransform();
    auto picture = engine::pictureOfStrokes(engine::transformed(strokes, writerTransform), style);
    if (!picture)
        return {};
    return Input{.pixels = std::move(*picture),
                 .shape = {1, style.rows, style.columns},
                 .isTransformed = !writerTransform.isNone(),
                 .isFilled = style.isSolid};
}

const engine::Predictor* Inspection::prediction() const
{
    const engine::Model& now = model();
    if (!m_input || m_input->pixels.size() != now.network->inputShape().elements())
        return nullptr;
    if (!m_predictor)
        m_predictor = std::make_unique<engine::Predictor>(now.network, now.recipe.loss);
    if (std::exchange(m_isPredicted, true))
        return m_predictor.get();
    const engine::Buffer& parameters = now.weights->parameters;
    // Asked for so often, they stay: nothing trains, and a drawing is under way. Sooner it would cost more than it saves.
    constexpr int untilPacked = 10;
    constexpr std::size_t mostPacked = std::size_t{1} << 22; // of more it would take longer than a frame has
    if (m_predictions == 0)
        m_predictor->pack({});
    if (m_predictions >= untilPacked && parameters.size() <= mostPacked && !m_predictor->isPacked(parameters))
        m_predictor->pack(parameters);
    m_predictor->setTemperature(now.calibration.temperature);
    m_predictor->predict(parameters, m_input->pixels);
    ++m_predictions;
    return m_predictor.get();
}

bool Inspection::isAccepted() const
{
    const engine::Calibration& calibration = model().calibration;
    const engine::Predictor* predicted = prediction();
    if (predicted && m_input->isDot)
        return false;
    return !predicted || !calibration.isFound() || engine::isOfSomeClass(predicted->probabilities(), calibration.threshold);
}
