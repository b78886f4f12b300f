#include "app/kept_digit_reader.h"

#include "engine/inspect/predictor.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

using Entry = KeptDigitReader::Entry;

/// What reads, and how drawings are brought to it; predictor null: nothing does.
struct Reading
{
    engine::Predictor* predictor = nullptr;
    std::span<const float> weights;
    engine::Straightening straightening;
};

/// The picture is what it was before, where it is known.
Entry entryOf(const engine::KeptDigit& digit, const Entry* known, const Reading& reading)
{
    Entry entry;
    entry.image = known ? known->image : engine::digitFromStrokes(digit.sample.strokes);
    if (!entry.image || !reading.predictor)
        return entry;
    const auto image = reading.straightening.isNone()
        ? entry.image
        : engine::digitFromStrokes(engine::straightened(digit.sample.strokes, reading.straightening));
    if (!image)
        return entry;
    const auto probabilities = reading.predictor->predict(reading.weights, *image);
    const auto best = std::ranges::max_element(probabilities);
    entry.prediction = std::uint8_t(best - probabilities.begin());
    entry.probability = *best;
    return entry;
}

} // namespace

KeptDigitReader::KeptDigitReader(QObject* parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &KeptDigitReader::start);
}

void KeptDigitReader::setNetwork(std::shared_ptr<const engine::Sequential> network, const engine::Spec& loss)
{
    m_network = std::move(network);
    m_loss = loss;
    want();
}

void KeptDigitReader::setWeights(std::shared_ptr<const engine::Snapshot> weights)
{
    m_weights = std::move(weights);
    want();
}

void KeptDigitReader::setDigits(const engine::KeptDigits& digits)
{
    m_digits = digits;
    want();
}

void KeptDigitReader::setStraightening(const engine::Straightening& straightening)
{
    if (straightening == m_straightening)
        return;
    m_straightening = straightening;
    want();
}

void KeptDigitReader::setActive(bool active)
{
    m_isActive = active;
    if (m_isWanted)
        want();
}

const KeptDigitReader::Entry* KeptDigitReader::find(const engine::KeptDigit* digit) const
{
    const auto it = std::ranges::find(m_entries, digit, [](const auto& entry) { return entry.first.get(); });
    return it == m_entries.end() ? nullptr : &it->second;
}

void KeptDigitReader::want()
{
    m_isWanted = true;
    if (m_isActive && !m_isReading && !m_pause.isActive())
        start();
}

void KeptDigitReader::start()
{
    if (!m_isWanted || !m_isActive || m_isReading)
        return;
    m_isWanted = false;
    m_isReading = true;
    m_jobs.run(
        [network = m_network, loss = m_loss, weights = m_weights, digits = m_digits, straightening = m_straightening, known = m_entries] {
            std::optional<engine::Predictor> predictor;
            if (network && weights && weights->parameters.size() == network->parameters().size())
                predictor.emplace(network, loss);
            Reading reading{nullptr, {}, straightening};
            if (predictor)
                reading = {&*predictor, weights->parameters, straightening};
            Entries entries;
            for (const auto& digit : digits) {
                const auto before = known.find(digit);
                entries[digit] = entryOf(*digit, before == known.end() ? nullptr : &before->second, reading);
            }
            return entries;
        },
        [this](const Entries& entries) {
            m_entries = entries;
            m_isReading = false;
            m_pause.start();
            emit read();
        },
        [this](const QString&) { m_isReading = false; });
}
