#include "app/sample_reader.h"

SampleReader::SampleReader(std::shared_ptr<const engine::Sequential> network,
                           std::shared_ptr<const engine::Snapshot> weights, const engine::Spec& loss,
                           const engine::Calibration& calibration, QObject* parent)
    : QObject(parent)
    , m_predictor(std::make_unique<engine::Predictor>(std::move(network), loss))
    , m_weights(std::move(weights))
    , m_calibration(calibration)
{
    m_predictor->setTemperature(m_calibration.temperature);
}

void SampleReader::setNetwork(std::shared_ptr<const engine::Sequential> network,
                              std::shared_ptr<const engine::Snapshot> weights, const engine::Spec& loss,
                              const engine::Calibration& calibration)
{
    m_predictor = std::make_unique<engine::Predictor>(std::move(network), loss);
    setWeights(std::move(weights), calibration);
}

void SampleReader::setWeights(std::shared_ptr<const engine::Snapshot> weights, const engine::Calibration& calibration)
{
    m_calibration = calibration;
    m_predictor->setTemperature(m_calibration.temperature);
    m_weights = std::move(weights);
    m_predictor->pack({});
    m_readings = 0;
    read();
}

void SampleReader::setPicture(std::optional<std::vector<std::uint8_t>> picture)
{
    m_picture = std::move(picture);
    read();
}

void SampleReader::read()
{
    m_hasReading = m_picture && m_picture->size() == network().inputShape().elements();
    if (m_hasReading) {
        // Read so often, they stay: nothing trains, and a drawing is under way. Sooner it would cost more than it saves.
        constexpr int untilPacked = 10;
        constexpr std::size_t mostPacked = std::size_t{1} << 22; // of more it would take longer than a frame has
        const engine::Buffer& parameters = m_weights->parameters;
        if (m_readings >= untilPacked && parameters.size() <= mostPacked && !m_predictor->isPacked(parameters))
            m_predictor->pack(parameters);
        m_predictor->predict(m_weights->parameters, *m_picture);
        ++m_readings;
    }
    emit readingChanged();
}
