#include "app/cli/predictions.h"

#include "app/cli/joint_evaluation.h"

#include "engine/data/class_names.h"
#include "engine/errors.h"
#include "engine/inspect/calibration_fit.h"
#include "engine/inspect/ensemble.h"
#include "engine/inspect/predictor.h"

#include <algorithm>

namespace cli {
namespace {

Json shareOf(std::size_t part, std::size_t whole)
{
    return whole > 0 ? Json(double(part) / double(whole)) : Json();
}

void requireReader(const engine::Sequential& network, const engine::Recipe& recipe)
{
    const std::string& name = recipe.name;
    if (recipe.target == engine::Target::Input)
        throw engine::ShapeError("the model %1 gives its input back and names no digit", name);
    const engine::Shape& input = network.inputShape();
    if (input.rank() != 3 || input[0] != 1)
        throw engine::ShapeError("the model %1 reads %2, expected grey pictures such as 1×28×28", name, input.text());
}

/// [pictures, classes]
std::vector<float> probabilitiesOf(const engine::SavedModel& model, std::span<const std::uint8_t> pictures)
{
    const auto network = std::make_shared<const engine::Sequential>(model.recipe.input, model.recipe.layers);
    requireReader(*network, model.recipe);
    engine::Predictor predictor(network, model.recipe.loss, engine::Predictor::forMany());
    predictor.setTemperature(model.calibration.temperature);
    const auto probabilities = predictor.predict(model.checkpoint.parameters, pictures);
    return {probabilities.begin(), probabilities.end()};
}

Json rounded(std::span<const float> probabilities)
{
    Json list = Json::array();
    for (const float probability : probabilities)
        list.push_back(shortest(probability));
    return list;
}

/// Of the digits that could be read; nullopt of none.
std::optional<double> calibrationErrorOf(std::span<const Drawing> drawings, std::span<const Prediction> predictions)
{
    std::vector<float> probabilities;
    std::vector<std::uint8_t> labels;
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        if (!drawings[i].label || !predictions[i].bestClass)
            continue;
        const std::vector<float>& row = predictions[i].probabilities;
        probabilities.insert(probabilities.end(), row.begin(), row.end());
        labels.push_back(std::uint8_t(*drawings[i].label));
    }
    if (labels.empty())
        return {};
    return engine::expectedCalibrationError(probabilities, labels, probabilities.size() / labels.size());
}

} // namespace

std::vector<Prediction> predictAll(std::span<const engine::SavedModel> members, std::span<const Drawing> drawings)
{
    std::vector<std::uint8_t> pictures;
    for (const Drawing& drawing : drawings) {
        if (drawing.image)
            pictures.insert(pictures.end(), drawing.image->begin(), drawing.image->end());
    }
    std::vector<std::vector<float>> said;
    for (const engine::SavedModel& member : members)
        said.push_back(probabilitiesOf(member, pictures));
    const std::vector<float> joint
        = engine::meanProbabilities(std::vector<std::span<const float>>(said.begin(), said.end()));

    const auto hasInk = [](const Drawing& drawing) { return drawing.image.has_value(); };
    const auto inked = std::size_t(std::ranges::count_if(drawings, hasInk));
    const std::size_t classes = inked > 0 ? joint.size() / inked : 0;
    std::vector<Prediction> predictions(drawings.size());
    const double threshold = thresholdOf(members);
    std::size_t next = 0;
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        if (!drawings[i].image)
            continue;
        const auto own = [&](const std::vector<float>& all) {
            const auto row = std::span(all).subspan(next * classes, classes);
            return std::vector<float>(row.begin(), row.end());
        };
        Prediction& prediction = predictions[i];
        prediction.probabilities = own(joint);
        prediction.bestClass = int(std::ranges::max_element(prediction.probabilities) - prediction.probabilities.begin());
        prediction.isDigit = engine::isOfSomeClass(prediction.probabilities, threshold);
        if (const auto& names = members.front().classes; !engine::areNumbered(names))
            prediction.className = engine::className(names, std::size_t(*prediction.bestClass));
        for (std::size_t member = 0; members.size() > 1 && member < members.size(); ++member)
            prediction.members.push_back(own(said[member]));
        ++next;
    }
    return predictions;
}

std::vector<std::vector<float>> predictCandidates(std::span<const engine::SavedModel> members,
                                                  std::span<const engine::InkLine* const> lines)
{
    std::vector<Drawing> candidates;
    for (const engine::InkLine* line : lines)
        for (const engine::DigitImage& image : line->images)
            candidates.push_back({.image = engine::pictureOf(image)});
    std::vector<std::vector<float>> probabilities(lines.size());
    if (lines.empty())
        return probabilities;
    const std::vector<Prediction> said = predictAll(members, candidates);
    auto next = said.begin();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t image = 0; image < lines[i]->images.size(); ++image, ++next)
            probabilities[i].insert(probabilities[i].end(), next->probabilities.begin(), next->probabilities.end());
    }
    return probabilities;
}

void predictNumbers(std::span<const engine::SavedModel> members, std::span<const Drawing> drawings, std::vector<Prediction>& predictions)
{
    std::vector<std::size_t> numbers;
    std::vector<const engine::InkLine*> lines;
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        if (drawings[i].line) {
            numbers.push_back(i);
            lines.push_back(&*drawings[i].line);
        }
    }
    const auto probabilities = predictCandidates(members, lines);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        predictions[numbers[i]].number = engine::predictNumber(*lines[i], probabilities[i], true);
}

Score scoreOf(std::span<const Drawing> drawings, std::span<const Prediction> predictions)
{
    Score score;
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        const bool isRejected = !predictions[i].isDigit;
        if (drawings[i].number && predictions[i].number) {
            ++score.numbers;
            score.numbersCorrect += predictions[i].number->text() == *drawings[i].number;
            score.numbersOfRightLength += predictions[i].number->digits.size() == drawings[i].number->size();
        } else if (drawings[i].label) {
            ++score.digits;
            score.correct += predictions[i].bestClass == drawings[i].label;
            score.digitsRejected += isRejected;
        } else if (drawings[i].isLabelled) {
            ++score.nonDigits;
            score.nonDigitsRejected += isRejected;
        }
    }
    score.calibrationError = calibrationErrorOf(drawings, predictions);
    return score;
}

namespace {

/// "box": [left, top, right, bottom] as the drawing was given, or in pixels of the picture as it was looked at.
Json digitsOf(const engine::InkLine& line, const engine::NumberPrediction& number)
{
    Json list = Json::array();
    for (const engine::DigitPrediction& digit : number.digits) {
        const engine::DigitGroup& group = line.groups.candidates()[digit.candidate];
        Json& object = list.emplace_back();
        object["prediction"] = digit.digit;
        object["probabilities"] = rounded(digit.probabilities);
        object["box"] = {shortest(group.box.left), shortest(group.box.top), shortest(group.box.right), shortest(group.box.bottom)};
        for (std::size_t piece = 0; !line.pieces.empty() && piece < group.pieces.size(); ++piece)
            object["strokes"].push_back(line.pieces[group.pieces[piece]]);
    }
    return list;
}

} // namespace

Json toJson(const Drawing& drawing, const Prediction& prediction)
{
    Json object;
    if (prediction.number) {
        if (!drawing.file.empty())
            object["file"] = drawing.file;
        object["prediction"] = prediction.number->digits.empty() ? Json() : Json(prediction.number->text());
        object["digits"] = digitsOf(*drawing.line, *prediction.number);
        if (drawing.number)
            object["number"] = *drawing.number;
        return object;
    }
    if (!drawing.file.empty())
        object["file"] = drawing.file;
    object["prediction"] = prediction.bestClass ? Json(*prediction.bestClass) : Json();
    if (!prediction.className.empty())
        object["class"] = prediction.className;
    object["probabilities"] = prediction.bestClass ? rounded(prediction.probabilities) : Json();
    if (!prediction.members.empty()) {
        Json& members = object["members"] = Json::array();
        for (const std::vector<float>& probabilities : prediction.members)
            members.push_back({{"prediction", std::ranges::max_element(probabilities) - probabilities.begin()},
                               {"probabilities", rounded(probabilities)}});
    }
    object["is_digit"] = prediction.isDigit;
    if (drawing.isLabelled)
        object["label"] = drawing.label ? Json(*drawing.label) : Json();
    return object;
}

Json toJson(const Score& score)
{
    Json object = {{"samples", score.samples()},
                   {"accuracy", shareOf(score.correct + score.numbersCorrect, score.digits + score.numbers)},
                   {"ece", score.calibrationError ? Json(*score.calibrationError) : Json()},
                   {"digits_refused", shareOf(score.digitsRejected, score.digits)},
                   {"non_digits_refused", shareOf(score.nonDigitsRejected, score.nonDigits)}};
    if (score.numbers > 0) {
        object["numbers"] = score.numbers;
        object["number_accuracy"] = shareOf(score.numbersCorrect, score.numbers);
        object["number_length_accuracy"] = shareOf(score.numbersOfRightLength, score.numbers);
    }
    return object;
}

} // namespace cli
