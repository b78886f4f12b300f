#include "app/cli/commands.h"
#include "app/cli/drawings.h"
#include "app/cli/number_hint.h"
#include "app/cli/predictions.h"
#include "app/cli/text.h"

#include "app/session/builtin_models.h"
#include "app/session/picture_crop.h"

#include <algorithm>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct PredictOptions
{
    std::string file;
    std::vector<std::string> pictures;
    std::optional<std::string> strokes;
    std::optional<std::string> crop;
    bool asNumbers = false;
    bool asDrawn = false;
    bool json = false;
};

std::string percentOf(const Prediction& prediction)
{
    return fixed(100 * double(std::ranges::max(prediction.probabilities)), 1);
}

/// In the window's words.
std::string rejected(const Prediction& prediction)
{
    const bool isDigit = prediction.className.empty();
    return (isDigit ? "no digit (nearest: " + std::to_string(*prediction.bestClass)
                    : "none of them (nearest: " + prediction.className)
        + ", " + percentOf(prediction) + " %)";
}

void print(const Drawing& drawing, const Prediction& prediction, std::size_t number, std::ostream& out)
{
    out << left(drawing.file.empty() ? std::to_string(number) : drawing.file, 8) << "  ";
    if (prediction.number) {
        out << (prediction.number->digits.empty() ? "no ink" : prediction.number->text());
        if (drawing.number)
            out << "  label " << *drawing.number;
        out << '\n';
        return;
    }
    if (!prediction.bestClass)
        out << "no ink";
    else if (!prediction.isDigit)
        out << rejected(prediction);
    else
        out << *prediction.bestClass << "  " << (prediction.className.empty() ? "" : left(prediction.className, 14) + ' ')
            << right(percentOf(prediction), 5) << " %";
    if (!prediction.members.empty()) {
        out << "  members";
        for (const std::vector<float>& probabilities : prediction.members)
            out << ' ' << std::ranges::max_element(probabilities) - probabilities.begin();
    }
    if (drawing.isLabelled)
        out << "  label " << (drawing.label ? std::to_string(*drawing.label) : "none, it is no digit");
    out << '\n';
}

void print(const Score& score, std::ostream& out)
{
    out << grouped(score.samples()) << " labelled";
    const auto share = [&out](const char* what, std::size_t part, std::size_t whole) {
        if (whole > 0)
            out << ", " << what << ' ' << fixed(double(part) / double(whole), 4);
    };
    share("accuracy", score.correct, score.digits);
    if (score.calibrationError)
        out << ", expected calibration error " << fixed(*score.calibrationError, 4);
    share("digits rejected", score.digitsRejected, score.digits);
    share("non-digits rejected", score.nonDigitsRejected, score.nonDigits);
    share("numbers wholly right", score.numbersCorrect, score.numbers);
    share("of the right length", score.numbersOfRightLength, score.numbers);
    out << '\n';
}

std::optional<QRect> wantedCrop(const PredictOptions& options)
{
    if (!options.crop)
        return {};
    if (options.strokes)
        throw UsageError("--crop cuts pictures, and drawings of --strokes are none: leave one of the two out");
    const auto crop = cropFrom(*options.crop);
    if (!crop)
        throw UsageError("--crop " + *options.crop + ": expected X,Y,WIDTH,HEIGHT in pixels, as in --crop 120,80,400,300");
    return crop;
}

int predict(const PredictOptions& options, const Console& console)
{
    const std::optional<QRect> crop = wantedCrop(options);
    if (options.pictures.empty() == !options.strokes.has_value())
        throw UsageError("predict takes either pictures or --strokes FILE.jsonl");
    const std::vector<engine::SavedModel> members = openModels(options.file);
    const engine::DrawingStyle& style = members.front().input.drawing;
    const auto writerTransform = options.asDrawn ? engine::WriterTransform() : engine::writerTransformOf(members);
    const auto [drawings, complete] = options.strokes
        ? drawingsFromStrokes(*options.strokes, style, writerTransform, options.asNumbers, console)
        : drawingsFromPictures(options.pictures, style, {options.asNumbers, mayShowNumbers(members), crop}, console);
    std::vector<Prediction> predictions = predictAll(members, drawings);
    predictNumbers(members, drawings, predictions);
    hintAtNumbers(members, drawings, predictions, console);
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        if (options.json)
            writeLine(console.out, toJson(drawings[i], predictions[i]));
        else
            print(drawings[i], predictions[i], i + 1, console.out);
    }
    const Score score = scoreOf(drawings, predictions);
    if (score.samples() > 0) {
        if (options.json)
            writeLine(console.out, toJson(score));
        else
            print(score, console.out);
    }
    // Lines that cannot be read are told and left out; a picture that was asked for by name is another matter.
    return complete || options.strokes ? 0 : 1;
}

} // namespace

void addPredict(Commands& commands)
{
    Command command = commands.line.subcommand("predict", "Read pictures of digits, or drawings");
    const auto options = std::make_shared<PredictOptions>();
    addModelFile(command, options->file);
    command.option("IMAGE", &options->pictures, "PNG or JPEG of one digit, dark on light or light on dark");
    command
        .option("--strokes", &options->strokes,
                     "Drawings, one a line: {\"label\": 3, \"strokes\": [[[x, y], …], …]}; with \"number\": \"2026\" "
                     "instead of the label, of several digits")
        .valueName("FILE.jsonl");
    command
        .option("--crop", &options->crop, "Read only this part of each picture, in pixels from its upper left corner")
        .valueName("X,Y,WIDTH,HEIGHT");
    command.flag("--numbers", options->asNumbers, "Every picture or drawing may show several digits side by side");
    command.flag("--as-drawn", options->asDrawn,
                      "Do not straighten drawings, where the model has learnt the hand of somebody who leans");
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return predict(*options, console); });
}

} // namespace cli
