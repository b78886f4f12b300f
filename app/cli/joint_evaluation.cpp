#include "app/cli/joint_evaluation.h"

#include "app/cli/text.h"

#include "engine/inspect/calibration_fit.h"
#include "engine/inspect/ensemble.h"

#include <limits>
#include <ostream>

namespace cli {
namespace {

Json share(std::size_t part, std::size_t whole)
{
    return whole > 0 ? Json(double(part) / double(whole)) : Json();
}

} // namespace

Doubt doubtOf(std::span<const float> probabilities, std::span<const std::uint8_t> labels, double threshold)
{
    Doubt doubt;
    const std::size_t width = labels.empty() ? 1 : probabilities.size() / labels.size();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const bool isRejected = !engine::isOfSomeClass(probabilities.subspan(i * width, width), threshold);
        const bool isDigit = labels[i] != engine::noClass;
        ++(isDigit ? doubt.digits : doubt.nonDigits);
        (isDigit ? doubt.digitsRejected : doubt.nonDigitsRejected) += isRejected;
    }
    doubt.calibrationError = doubt.digits > 0 ? engine::expectedCalibrationError(probabilities, labels, width)
                                              : std::numeric_limits<double>::quiet_NaN();
    return doubt;
}

double thresholdOf(std::span<const engine::SavedModel> members)
{
    std::vector<engine::Calibration> calibrations;
    for (const engine::SavedModel& member : members)
        calibrations.push_back(member.calibration);
    return engine::jointThreshold(calibrations);
}

void addDoubt(Json& line, const Doubt& doubt)
{
    line["ece"] = doubt.calibrationError;
    line["digits_refused"] = share(doubt.digitsRejected, doubt.digits);
    line["non_digits_refused"] = share(doubt.nonDigitsRejected, doubt.nonDigits);
}


JointEvaluation evaluateTogether(const std::vector<engine::SavedModel>& members, const engine::Dataset& data,
                                 std::size_t threads)
{
    JointEvaluation result;
    std::vector<std::vector<float>> said;
    for (const engine::SavedModel& member : members) {
        auto prediction = engine::predictDataset(member.recipe, member.checkpoint.parameters, data, threads);
        result.members.push_back(std::move(prediction.evaluation));
        engine::temper(prediction.probabilities, prediction.probabilities.size() / data.size(), member.calibration.temperature);
        said.push_back(std::move(prediction.probabilities));
        result.parameters += member.checkpoint.parameters.size();
    }
    result.probabilities = engine::meanProbabilities(std::vector<std::span<const float>>(said.begin(), said.end()));
    result.joint = members.size() == 1 ? result.members.front() : engine::evaluateProbabilities(result.probabilities, data);
    if (members.front().recipe.target == engine::Target::Label)
        result.doubt = doubtOf(result.probabilities, data.labels, thresholdOf(members));
    else
        result.doubt.calibrationError = std::numeric_limits<double>::quiet_NaN();
    return result;
}

Json membersOf(const JointEvaluation& evaluation, const std::vector<engine::SavedModel>& members,
               const std::string& prefix)
{
    Json lines = Json::array();
    for (std::size_t i = 0; i < members.size(); ++i)
        lines.push_back({{"name", members[i].recipe.name},
                         {"seed", members[i].recipe.seed},
                         {prefix + "loss", evaluation.members[i].loss},
                         {prefix + "accuracy", evaluation.members[i].accuracy},
                         {"parameters", members[i].checkpoint.parameters.size()}});
    return lines;
}

void printMembers(const JointEvaluation& evaluation, const std::vector<engine::SavedModel>& members, std::ostream& out)
{
    out << "member  name                     seed      loss  accuracy\n";
    for (std::size_t i = 0; i < members.size(); ++i)
        out << right(std::to_string(i + 1), 6) << "  " << left(members[i].recipe.name, 20)
            << right(std::to_string(members[i].recipe.seed), 9) << right(fixed(evaluation.members[i].loss, 4), 10)
            << right(fixed(evaluation.members[i].accuracy, 4), 10) << '\n';
    out << right("joint", 6) << "  " << left("mean of probabilities", 29) << right(fixed(evaluation.joint.loss, 4), 10)
        << right(fixed(evaluation.joint.accuracy, 4), 10) << "\n\n";
}

} // namespace cli
