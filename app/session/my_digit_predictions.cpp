#include "app/session/my_digit_predictions.h"

#include "engine/inspect/predictor.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

using Entry = MyDigitPredictions::Entry;

/// What predicts, and how drawings are brought to it; predictor null: nothing does.
struct Prediction
{
    engine::Predictor* predictor = nullptr;
    std::span<const float> weights;
    engine::WriterTransform writerTransform;
};

/// The picture is what it was before, where it is known.
Entry entryOf(const engine::UserDigit& digit, const Entry* known, const Prediction& prediction)
{
    Entry entry;
    entry.image = known ? known->image : engine::digitFromStrokes(digit.sample.strokes);
    if (!entry.image || !prediction.predictor)
        return entry;
    const auto image = prediction.writerTransform.isNone()
        ? entry.image
        : engine::digitFromStrokes(engine::transformed(digit.sample.strokes, prediction.writerTransform));
    if (!image)
        return entry;
    const auto probabilities = prediction.predictor->predict(prediction.weights, *image);
    const auto best = std::ranges::max_element(probabilities);
    entry.prediction = std::uint8_t(best - probabilities.begin());
    entry.probability = *best;
    return entry;
}

} // namespace

MyDigitPredictions::MyDigitPredictions(Jobs& jobs, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &MyDigitPredictions::start);
}

void MyDigitPredictions::setNetwork(std::shared_ptr<const engine::Sequential> network, const engine::Spec& loss)
{
    if (network == m_network && loss == m_loss)
        return;
    m_network = std::move(network);
    m_loss = loss;
    want();
}

void MyDigitPredictions::setWeights(std::shared_ptr<const engine::Snapshot> weights)
{
    if (weights == m_weights)
        return;
    m_weights = std::move(weights);
    want();
}

void MyDigitPredictions::setDigits(const engine::UserDigits& digits)
{
    m_digits = digits;
    want();
}

void MyDigitPredictions::setWriterTransform(const engine::WriterTransform& writerTransform)
{
    if (writerTransform == m_writerTransform)
        return;
    m_writerTransform = writerTransform;
    want();
}

void MyDigitPredictions::setActive(bool active)
{
    m_isActive = active;
    if (m_isWanted)
        want();
}

const MyDigitPredictions::Entry* MyDigitPredictions::find(const engine::UserDigit* digit) const
{
    const auto it = std::ranges::find(m_entries, digit, [](const auto& entry) { return entry.first.get(); });
    return it == m_entries.end() ? nullptr : &it->second;
}

void MyDigitPredictions::want()
{
    m_isWanted = true;
    if (m_isActive && !m_prediction.isRunning() && !m_pause.isActive())
        start();
}

void MyDigitPredictions::start()
{
    if (!m_isWanted || !m_isActive || m_prediction.isRunning())
        return;
    m_isWanted = false;
    m_jobs.run(
        m_prediction, {.failed = [](const QString&) {}},
        [network = m_network, loss = m_loss, weights = m_weights, digits = m_digits, writerTransform = m_writerTransform, known = m_entries](
            const std::stop_token&, const engine::Progress&) {
            std::optional<engine::Predictor> predictor;
            if (network && weights && weights->parameters.size() == network->parameters().size())
                predictor.emplace(network, loss);
            Prediction prediction{nullptr, {}, writerTransform};
            if (predictor)
                prediction = {&*predictor, weights->parameters, writerTransform};
            Entries entries;
            for (const auto& digit : digits) {
                const auto before = known.find(digit);
                entries[digit] = entryOf(*digit, before == known.end() ? nullptr : &before->second, prediction);
            }
            return entries;
        },
        [this](const Entries& entries) {
            m_entries = entries;
            m_pause.start();
            emit changed();
        });
}
