#pragma once

#include "app/cli/drawings.h"
#include "app/cli/json_line.h"

#include "engine/inspect/number_prediction.h"
#include "engine/io/model_file.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cli {

/// What a model, or an ensemble, predicts for a drawing.
struct Prediction
{
    std::optional<int> bestClass; ///< the likeliest class; nullopt without ink
    std::string className = {}; ///< of the prediction, where classes have names and not only numbers
    std::vector<float> probabilities; ///< one a class; empty without ink
    std::vector<std::vector<float>> members = {}; ///< of an ensemble: what each member predicts
    bool isDigit = false; ///< accepted, by the calibration's threshold
    std::optional<engine::NumberPrediction> number = {}; ///< of a drawing of several digits, which has none of the above
};

/// What one network or several together predict for all drawings. Throws engine::Error when one reads pictures of
/// another size, or is an auto-encoder.
std::vector<Prediction> predictAll(std::span<const engine::SavedModel> members, std::span<const Drawing> drawings);

/// What they predict for the candidates of each line, as digits of their own: [candidates, classes]. All are read at once.
std::vector<std::vector<float>> predictCandidates(std::span<const engine::SavedModel> members,
                                                  std::span<const engine::InkLine* const> lines);
/// Adds what they predict for the drawings of several digits.
void predictNumbers(std::span<const engine::SavedModel> members, std::span<const Drawing> drawings, std::vector<Prediction>& predictions);

/// How well that went, over the drawings whose label is known.
struct Score
{
    std::size_t digits = 0; ///< labelled as a digit
    std::size_t correct = 0; ///< the likeliest class is the label, rejected or not
    std::size_t digitsRejected = 0;
    std::size_t nonDigits = 0; ///< labelled as no digit
    std::size_t nonDigitsRejected = 0;
    std::optional<double> calibrationError = {}; ///< of the digits, see engine::expectedCalibrationError()
    std::size_t numbers = 0; ///< labelled as a number of several digits
    std::size_t numbersCorrect = 0; ///< read wholly right
    std::size_t numbersOfRightLength = 0; ///< as many digits were found as there are

    std::size_t samples() const { return digits + nonDigits + numbers; }
};

Score scoreOf(std::span<const Drawing> drawings, std::span<const Prediction> predictions);

/// Of one digit {"prediction", "probabilities", "is_digit"}, with "class" where classes have names; of several
/// {"prediction": "2026", "digits": […]}; with "file" and "label" where they are known, and "members" of an ensemble, each with
/// a prediction and probabilities of its own.
Json toJson(const Drawing& drawing, const Prediction& prediction);
/// {"samples", "accuracy", "ece", "digits_refused", "non_digits_refused"}: shares, null of nothing; where there are numbers of
/// several digits, also "numbers", "number_accuracy" and "number_length_accuracy". "accuracy" is over both.
Json toJson(const Score& score);

} // namespace cli
