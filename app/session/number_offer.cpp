#include "app/session/number_offer.h"

#include "app/session/notices.h"
#include "app/session/pad_strokes.h"
#include "app/session/picture_input.h"
#include "app/session/writer_adaptation.h"
#include "engine/inspect/several_digits.h"

#include <chrono>
#include <tuple>

namespace {

const QString severalDigitsSeen = QStringLiteral("several digits");

constexpr float smallestDigit = 2.5f; // of the pad's 28 cells: what is shorter is a dot

/// The networks that numbers are read with: see PadNumber.
bool readsDigits(const Inspection& inspection)
{
    const engine::Model& model = inspection.model();
    const QStringList& names = inspection.classNames();
    bool areDigits = names.size() == 10;
    for (int digit = 0; areDigits && digit < 10; ++digit)
        areDigits = names[digit] == QString::number(digit);
    return areDigits && model.network && model.namesClasses() && model.isTrained()
        && model.network->inputShape().elements() == std::tuple_size_v<engine::DigitImage>;
}

/// See severalDigitsIn().
std::size_t digitsIn(const engine::Model& model, const engine::InkLine& line, const engine::DigitImage& asOne,
                     float smallest)
{
    engine::Predictor predictor(model.network, model.recipe.loss);
    predictor.setTemperature(model.calibration.temperature);
    std::vector<float> probabilities;
    for (const engine::DigitImage& image : line.images) {
        const auto own = predictor.predict(model.weights->parameters, image);
        probabilities.insert(probabilities.end(), own.begin(), own.end());
    }
    return engine::severalDigitsIn(line, probabilities, predictor.predict(model.weights->parameters, asOne),
                                   model.calibration.threshold, smallest);
}

} // namespace

NumberOffer::NumberOffer(const Context& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(std::chrono::milliseconds(400)); // longer than between two strokes of one digit
    connect(&m_rest, &QTimer::timeout, this, &NumberOffer::look);
    connect(&context.pad, &PadStrokes::changed, this, &NumberOffer::followInk);
    connect(&context.pictures, &PictureInput::changed, this, &NumberOffer::followInk);
    connect(&context.inspection, &Inspection::changed, this, &NumberOffer::follow);
}

/// Another network reads the same ink otherwise, and one that has begun to learn reads it at all.
void NumberOffer::follow(Inspection::Changes what)
{
    if (!(what & Inspection::Network) && !(m_awaitsReader && readsDigits(m_context.inspection)))
        return;
    m_awaitsReader = false;
    followInk();
}

void NumberOffer::followInk()
{
    m_look.cancel();
    const auto& picture = m_context.pictures.picture();
    if (const qint64 key = picture ? picture->source.cacheKey() : 0; key != m_picture) {
        m_picture = key;
        offer(0); // what was said, or seen off, was about another
    }
    const bool isEmpty = picture ? !picture->digit : m_context.pad.strokes().empty();
    if (m_context.pad.isWide() || isEmpty) {
        m_rest.stop();
        offer(0);
        return;
    }
    m_rest.start();
}

void NumberOffer::look()
{
    m_awaitsReader = !readsDigits(m_context.inspection);
    if (m_awaitsReader) {
        offer(0);
        return;
    }
    const auto& picture = m_context.pictures.picture();
    const std::vector<engine::Stroke> strokes = picture ? std::vector<engine::Stroke>() : m_context.pad.strokes();
    if (!picture && strokes.size() < 2) {
        offer(0);
        return;
    }
    m_context.jobs.run(
        m_look, {.failed = [](const QString&) {}},
        [model = m_context.inspection.model(), picture, strokes,
         transform = m_context.writer.writerTransform()](const std::stop_token&, const engine::Progress&) {
            if (picture)
                return digitsIn(model, picture->line, *picture->digit, 0);
            const auto asOne = engine::digitFromStrokes(engine::transformed(strokes, transform));
            return asOne ? digitsIn(model, engine::inkLineOf(strokes, transform), *asOne, smallestDigit) : 0;
        },
        [this](std::size_t digits) { offer(digits); });
}

void NumberOffer::offer(std::size_t digits)
{
    if (digits == m_digits)
        return;
    m_digits = digits;
    if (digits < 2) {
        m_context.notices.expire(severalDigitsSeen);
        return;
    }
    m_context.notices.say({.sentence = tr("Looks like %1 digits: read them as one number?").arg(digits),
                           .action = Notice::Action{tr("Read as a number"), [this] { accept(); }},
                           .subject = severalDigitsSeen});
}

/// The drawing goes to the middle of the wide pad; on its own it stays as it is. What had been on the wide one comes
/// back by undo there.
void NumberOffer::accept()
{
    if (!m_context.pictures.picture()) {
        constexpr float toMiddle = 28; // of the 84 cells
        PadStrokes::Ink ink = m_context.pad.ink();
        ink.number = ink.digit;
        for (engine::Stroke& stroke : ink.number)
            for (engine::PenPoint& point : stroke)
                point.x += toMiddle;
        m_context.pad.setInk(std::move(ink));
    }
    m_context.pad.setPaper(PadStrokes::Paper::Number);
    m_context.selection.selectDrawing();
}
