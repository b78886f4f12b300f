#include "app/session/pad_number.h"

#include "app/session/pad_strokes.h"
#include "app/session/picture_input.h"
#include "app/session/writer_adaptation.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace {

constexpr std::size_t mostKnown = 4096; // pictures; a number has some thirty candidates

} // namespace

PadNumber::PadNumber(const Sources& sources, QObject* parent)
    : QObject(parent)
    , m_sources(sources)
{
    m_later.setSingleShot(true);
    m_later.setInterval(std::chrono::milliseconds(100)); // while it trains: often enough to watch, and no burden
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_known.clear();
        if (m_sources.pad.isWide())
            predict();
    });
    connect(&sources.pad, &PadStrokes::changed, this, &PadNumber::followInk);
    connect(&sources.pictures, &PictureInput::changed, this, &PadNumber::followInk);
    connect(&sources.writer, &WriterAdaptation::changed, this, &PadNumber::followInk);
    followInk();
}

void PadNumber::setModel(const engine::Model& model, bool isOther)
{
    m_model = model;
    if (!isOther) {
        if (m_sources.pad.isWide() && !m_later.isActive())
            m_later.start();
        return;
    }
    m_predictor.reset();
    m_known.clear();
    m_reading.cancel();
    m_picture = 0; // what another network read in it is not left standing
    if (m_sources.pad.isWide())
        predict();
}

bool PadNumber::readsPictures() const
{
    return m_model.network && m_model.network->inputShape().elements() == std::tuple_size_v<engine::DigitImage>;
}

bool PadNumber::namesDigits() const
{
    return readsPictures() && m_model.namesClasses() && m_model.isTrained();
}

void PadNumber::followInk()
{
    m_isLineOld = true;
    if (m_sources.pad.isWide()) {
        predict();
        return;
    }
    m_reading.cancel();
    emit changed();
}

/// The digit of the last piece is selected.
void PadNumber::setLine(const engine::InkLine& line)
{
    m_line = line;
    m_piece = m_line.groups.pieces() > 0 ? m_line.groups.pieces() - 1 : 0;
}

void PadNumber::select(std::size_t digit)
{
    if (digit >= m_prediction.digits.size())
        return;
    m_piece = m_line.groups.candidates()[m_prediction.digits[digit].candidate].pieces.front();
    emit changed();
}

void PadNumber::selectNext(int by)
{
    const auto now = selected();
    if (now && (by > 0 || *now > 0))
        select(by > 0 ? *now + 1 : *now - 1);
}

bool PadNumber::isDoubted(const engine::DigitPrediction& digit) const
{
    const engine::Calibration& calibration = m_model.calibration;
    return calibration.isFound() && !engine::isOfSomeClass(digit.probabilities, calibration.threshold);
}

std::optional<std::size_t> PadNumber::selected() const
{
    for (std::size_t i = 0; i < m_prediction.digits.size(); ++i) {
        const auto& pieces = m_line.groups.candidates()[m_prediction.digits[i].candidate].pieces;
        if (std::ranges::find(pieces, m_piece) != pieces.end())
            return i;
    }
    return {};
}

std::optional<engine::DigitImage> PadNumber::selectedImage() const
{
    const auto index = selected();
    if (!index)
        return {};
    return m_line.images[m_prediction.digits[*index].candidate];
}

const std::vector<float>& PadNumber::probabilitiesOf(const engine::DigitImage& image)
{
    const auto [place, isNew] = m_known.try_emplace(image);
    if (isNew) {
        const auto said = m_predictor->predict(m_model.weights->parameters, image);
        place->second.assign(said.begin(), said.end());
    }
    return place->second;
}

void PadNumber::predict()
{
    if (m_sources.pictures.picture())
        predictPicture();
    else
        predictStrokes();
}

void PadNumber::predictStrokes()
{
    m_reading.cancel();
    if (std::exchange(m_isLineOld, false))
        setLine(engine::inkLineOf(m_sources.pad.strokes(), m_sources.writer.writerTransform()));
    m_picture = 0;
    m_prediction = {};
    if (readsPictures()) {
        if (!m_predictor)
            m_predictor = std::make_unique<engine::Predictor>(m_model.network, m_model.recipe.loss);
        m_predictor->setTemperature(m_model.calibration.temperature);
        if (m_known.size() > mostKnown)
            m_known.clear();
        std::vector<float> probabilities;
        for (const engine::DigitImage& image : m_line.images) {
            const std::vector<float>& own = probabilitiesOf(image);
            probabilities.insert(probabilities.end(), own.begin(), own.end());
        }
        m_prediction = engine::predictNumber(m_line, probabilities, namesDigits());
    }
    emit changed();
}

/// What was predicted of another part of the same picture stays until this is there.
void PadNumber::predictPicture()
{
    const OutsidePicture& picture = *m_sources.pictures.picture();
    const bool isOther = std::exchange(m_picture, picture.source.cacheKey()) != m_picture;
    if (isOther || !readsPictures()) {
        m_reading.cancel();
        setLine(picture.line);
        m_lineSize = picture.lineSize;
        m_linePlace = picture.linePlace;
        m_prediction = {};
        emit changed();
    }
    m_isAwaited = m_reading.isRunning(); // one after another, so that there is something to see while one drags
    if (readsPictures() && !m_isAwaited)
        readPicture();
}

void PadNumber::readPicture()
{
    const OutsidePicture& picture = *m_sources.pictures.picture();
    const auto predicted = [model = m_model, line = picture.line](const std::stop_token&, const engine::Progress&) {
        engine::Predictor predictor(model.network, model.recipe.loss, engine::Predictor::forMany(1));
        predictor.setTemperature(model.calibration.temperature);
        std::vector<std::uint8_t> images;
        for (const engine::DigitImage& image : line.images)
            images.insert(images.end(), image.begin(), image.end());
        if (images.empty())
            return std::vector<float>();
        const auto said = predictor.predict(model.weights->parameters, images);
        return std::vector<float>(said.begin(), said.end());
    };
    m_sources.jobs.run(m_reading, {.failed = [](const QString&) {}}, predicted,
                       [this, line = picture.line, size = picture.lineSize, place = picture.linePlace,
                        isOther = std::exchange(m_isLineOld, false)](const std::vector<float>& probabilities) {
                           if (isOther)
                               setLine(line);
                           m_lineSize = size;
                           m_linePlace = place;
                           m_prediction = engine::predictNumber(m_line, probabilities, namesDigits());
                           emit changed();
                           if (std::exchange(m_isAwaited, false))
                               predictPicture();
                       });
}
