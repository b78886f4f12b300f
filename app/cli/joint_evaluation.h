#pragma once

#include "app/cli/json_line.h"

#include "engine/data/dataset.h"
#include "engine/io/model_file.h"
#include "engine/train/evaluation.h"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <vector>

namespace cli {

/// How far probabilities can be believed, and which samples are taken for none of the classes.
struct Doubt
{
    double calibrationError = 0; ///< see engine::expectedCalibrationError(); not-a-number where no class is named
    std::size_t digits = 0; ///< samples of a class
    std::size_t digitsRejected = 0;
    std::size_t nonDigits = 0; ///< samples of none
    std::size_t nonDigitsRejected = 0;
};

/// probabilities: [labels, width], tempered.
Doubt doubtOf(std::span<const float> probabilities, std::span<const std::uint8_t> labels, double threshold);
/// Of what members say together.
double thresholdOf(std::span<const engine::SavedModel> members);
/// "ece", "digits_refused" and "non_digits_refused": shares, null of nothing.
void addDoubt(Json& line, const Doubt& doubt);

/// What the members of an ensemble make of a data set, each by itself and together. One member alone is one network, and
/// joint is what it does.
struct JointEvaluation
{
    std::vector<engine::Evaluation> members;
    engine::Evaluation joint;
    std::size_t parameters = 0; ///< of all members
    std::vector<float> probabilities; ///< what they say together, each by its own temperature; [samples, outputs]
    Doubt doubt{}; ///< how honest that is
};

/// threads: 0 for one a core. Throws engine::Error when a member cannot read the data.
JointEvaluation evaluateTogether(const std::vector<engine::SavedModel>& members, const engine::Dataset& data,
                                 std::size_t threads);

/// [{"name", "seed", "loss", "accuracy", "parameters"}, …], with prefix ("test_") before loss and accuracy.
Json membersOf(const JointEvaluation& evaluation, const std::vector<engine::SavedModel>& members,
               const std::string& prefix = {});

/// A line for each member, one for all, an empty one.
void printMembers(const JointEvaluation& evaluation, const std::vector<engine::SavedModel>& members, std::ostream& out);

} // namespace cli
