#include "app/views/pad/pad_answer.h"

#include "app/session/inspection.h"
#include "app/views/doubt_help.h"
#include "app/views/network_pictures.h"
#include "app/views/pad/pad_panel.h"
#include "ui/charts/number_text.h"
#include "ui/pad/digit_image_view.h"
#include "ui/pad/probability_bars.h"

#include <QLabel>

#include <algorithm>
#include <cmath>

namespace {

/// The mean squared error that an auto-encoder learns by.
double meanSquare(std::span<const float> given, std::span<const std::uint8_t> wanted)
{
    double sum = 0;
    for (std::size_t i = 0; i < given.size(); ++i)
        sum += std::pow(double(given[i]) - wanted[i] / 255.0, 2);
    return sum / double(given.size());
}

/// Where nobody has measured how sure the network is of digits, doubt may as well be its own fault as the drawing's: then
/// everything is accepted.
Prediction::Kind kindOf(const Inspection& inspection)
{
    if (inspection.model().weights->step == 0)
        return Prediction::Kind::Untrained;
    return inspection.isAccepted() ? Prediction::Kind::Trained : Prediction::Kind::Rejected;
}

void showClasses(PadPanel& panel, const Inspection& inspection)
{
    panel.showBars();
    if (!inspection.classNames().isEmpty())
        panel.bars->setClassNames(inspection.classNames());
    const engine::Predictor* prediction = inspection.prediction();
    if (!prediction) {
        panel.bars->setPrediction({});
        panel.bars->setToolTip({});
        return;
    }
    const Prediction::Kind kind = kindOf(inspection);
    panel.bars->setPrediction({.kind = kind, .probabilities = classProbabilities(prediction->probabilities())});
    panel.bars->setToolTip(kind == Prediction::Kind::Untrained ? QString() : doubtHelp(inspection.model().calibration));
}

void showReconstruction(PadPanel& panel, const Inspection& inspection)
{
    panel.showReconstruction();
    const engine::Predictor* prediction = inspection.prediction();
    if (!prediction) {
        panel.reconstruction->clearPicture();
        panel.reconstructionText->setText(PadPanel::tr("This network names no digit: it gives the picture back. Draw one."));
        return;
    }
    const auto given = prediction->probabilities();
    std::vector<std::uint8_t> pixels(given.size());
    std::ranges::transform(given, pixels.begin(), [](float value) { return std::uint8_t(std::lround(255 * std::clamp(value, 0.0f, 1.0f))); });
    const std::size_t columns = inspection.input()->shape[inspection.input()->shape.rank() - 1];
    panel.reconstruction->setPicture(pixels, int(pixels.size() / columns), int(columns));
    const QString words = inspection.model().isTrained()
        ? PadPanel::tr("It names no digit: it gives the picture back, with a mean squared error of %1.")
        : PadPanel::tr("Not trained yet: its reconstruction is noise, with a mean squared error of %1.");
    panel.reconstructionText->setText(words.arg(numberText(meanSquare(given, inspection.input()->pixels))));
}

} // namespace

void showAnswer(PadPanel& panel, const Inspection& inspection)
{
    if (inspection.model().namesClasses())
        showClasses(panel, inspection);
    else
        showReconstruction(panel, inspection);
}
