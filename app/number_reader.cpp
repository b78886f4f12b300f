#include "app/number_reader.h"

#include <algorithm>
#include <chrono>

namespace {

constexpr std::size_t mostKnown = 4096; // pictures; a number has some thirty candidates

} // namespace

NumberReader::NumberReader(QObject* parent)
    : QObject(parent)
{
    m_later.setSingleShot(true);
    m_later.setInterval(std::chrono::milliseconds(100)); // while it trains: often enough to watch, and no burden
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_known.clear();
        read();
    });
}

bool NumberReader::readsPictures() const
{
    return m_network.network && m_network.network->inputShape().elements() == std::tuple_size_v<engine::DigitImage>;
}

void NumberReader::setNetwork(const Network& network)
{
    m_network = network;
    m_predictor = std::make_unique<engine::Predictor>(network.network, network.loss);
    m_predictor->setTemperature(network.calibration.temperature);
    m_known.clear();
    read();
}

void NumberReader::setWeights(std::shared_ptr<const engine::Snapshot> weights, const engine::Calibration& calibration, bool isTrained)
{
    m_network.weights = std::move(weights);
    m_network.calibration = calibration;
    m_predictor->setTemperature(calibration.temperature);
    m_network.isTrained = isTrained;
    if (!m_later.isActive())
        m_later.start();
}

void NumberReader::setLine(engine::InkLine line)
{
    m_line = std::move(line);
    m_piece = m_line.groups.pieces() > 0 ? m_line.groups.pieces() - 1 : 0;
    read();
}

void NumberReader::select(std::size_t digit)
{
    if (digit >= m_reading.digits.size())
        return;
    m_piece = m_line.groups.candidates()[m_reading.digits[digit].candidate].pieces.front();
    emit changed();
}

bool NumberReader::isDoubted(const engine::DigitReading& digit) const
{
    return m_network.calibration.isFound() && !engine::isOfSomeClass(digit.probabilities, m_network.calibration.threshold);
}

std::optional<std::size_t> NumberReader::selected() const
{
    for (std::size_t i = 0; i < m_reading.digits.size(); ++i) {
        const auto& pieces = m_line.groups.candidates()[m_reading.digits[i].candidate].pieces;
        if (std::ranges::find(pieces, m_piece) != pieces.end())
            return i;
    }
    return {};
}

std::optional<engine::DigitImage> NumberReader::selectedImage() const
{
    const auto index = selected();
    if (!index)
        return {};
    return m_line.images[m_reading.digits[*index].candidate];
}

const std::vector<float>& NumberReader::probabilitiesOf(const engine::DigitImage& image)
{
    const auto [place, isNew] = m_known.try_emplace(image);
    if (isNew) {
        const auto said = m_predictor->predict(m_network.weights->parameters, image);
        place->second.assign(said.begin(), said.end());
    }
    return place->second;
}

void NumberReader::read()
{
    m_reading = {};
    if (readsPictures()) {
        if (m_known.size() > mostKnown)
            m_known.clear();
        std::vector<float> probabilities;
        for (const engine::DigitImage& image : m_line.images) {
            const std::vector<float>& own = probabilitiesOf(image);
            probabilities.insert(probabilities.end(), own.begin(), own.end());
        }
        m_reading = engine::readNumber(m_line, probabilities, namesDigits());
    }
    emit changed();
}
