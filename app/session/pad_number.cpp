#include "app/session/pad_number.h"

#include "app/session/pad_strokes.h"
#include "app/session/picture_input.h"
#include "app/session/writer_adaptation.h"

#include <algorithm>
#include <chrono>

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

/// The digit of the last piece is selected.
void PadNumber::followInk()
{
    if (!m_sources.pad.isWide()) {
        emit changed();
        return;
    }
    const auto& picture = m_sources.pictures.picture();
    m_line = picture ? picture->line : engine::inkLineOf(m_sources.pad.strokes(), m_sources.writer.writerTransform());
    m_piece = m_line.groups.pieces() > 0 ? m_line.groups.pieces() - 1 : 0;
    predict();
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
