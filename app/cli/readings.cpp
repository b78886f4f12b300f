#include "app/cli/readings.h"

#include "engine/errors.h"
#include "engine/inspect/batch_predictor.h"
#include "engine/loss/loss.h"

#include <algorithm>

namespace cli {
namespace {

Json share(std::size_t part, std::size_t whole)
{
    return whole > 0 ? Json(double(part) / double(whole)) : Json();
}

void requireReader(const engine::Sequential& network, const engine::Recipe& recipe)
{
    const std::string& name = recipe.name;
    if (recipe.target == engine::Target::Input)
        throw engine::ShapeError("the model " + name + " gives its input back and names no digit");
    if (network.inputShape().elements() != std::tuple_size_v<engine::DigitImage>)
        throw engine::ShapeError("the model " + name + " reads pictures of " + network.inputShape().text()
                                 + ", expected 1×28×28 as digits are drawn");
}

} // namespace

std::vector<Reading> readAll(const engine::SavedModel& model, std::span<const Drawing> drawings)
{
    const auto network = std::make_shared<const engine::Sequential>(model.recipe.input, model.recipe.layers);
    requireReader(*network, model.recipe);
    std::vector<std::uint8_t> pictures;
    for (const Drawing& drawing : drawings) {
        if (drawing.image)
            pictures.insert(pictures.end(), drawing.image->begin(), drawing.image->end());
    }
    engine::BatchPredictor predictor(network);
    auto outputs = predictor.read(model.checkpoint.parameters, pictures);

    const auto loss = engine::makeLoss(model.recipe.loss);
    const std::size_t classes = network->outputShape().elements();
    std::vector<Reading> readings(drawings.size());
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        if (!drawings[i].image)
            continue;
        auto& [prediction, probabilities, isDigit] = readings[i];
        probabilities.resize(classes);
        std::ranges::copy(outputs.first(classes), probabilities.begin());
        loss->toProbabilities(probabilities, classes);
        prediction = int(std::ranges::max_element(probabilities) - probabilities.begin());
        isDigit = true;
        outputs = outputs.subspan(classes);
    }
    return readings;
}

Score scoreOf(std::span<const Drawing> drawings, std::span<const Reading> readings)
{
    Score score;
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        const bool isRefused = !readings[i].isDigit;
        if (drawings[i].label) {
            ++score.digits;
            score.correct += readings[i].prediction == drawings[i].label;
            score.digitsRefused += isRefused;
        } else if (drawings[i].isLabelled) {
            ++score.nonDigits;
            score.nonDigitsRefused += isRefused;
        }
    }
    return score;
}

Json toJson(const Drawing& drawing, const Reading& reading)
{
    Json object;
    if (!drawing.file.empty())
        object["file"] = drawing.file;
    object["prediction"] = reading.prediction ? Json(*reading.prediction) : Json();
    object["probabilities"] = nullptr;
    if (reading.prediction) {
        Json probabilities = Json::array();
        for (const float probability : reading.probabilities)
            probabilities.push_back(shortest(probability));
        object["probabilities"] = std::move(probabilities);
    }
    object["is_digit"] = reading.isDigit;
    if (drawing.isLabelled)
        object["label"] = drawing.label ? Json(*drawing.label) : Json();
    return object;
}

Json toJson(const Score& score)
{
    return {{"samples", score.samples()},
            {"accuracy", share(score.correct, score.digits)},
            {"digits_refused", share(score.digitsRefused, score.digits)},
            {"non_digits_refused", share(score.nonDigitsRefused, score.nonDigits)}};
}

} // namespace cli
