#include "app/cli/joint_evaluation.h"

#include "app/cli/text.h"

#include "engine/inspect/ensemble.h"

#include <ostream>

namespace cli {

JointEvaluation evaluateTogether(const std::vector<engine::SavedModel>& members, const engine::Dataset& data,
                                 std::size_t threads)
{
    JointEvaluation result;
    std::vector<std::vector<float>> said;
    for (const engine::SavedModel& member : members) {
        auto reading = engine::readDataset(member.recipe, member.checkpoint.parameters, data, threads);
        result.members.push_back(std::move(reading.evaluation));
        said.push_back(std::move(reading.probabilities));
        result.parameters += member.checkpoint.parameters.size();
    }
    if (members.size() == 1)
        result.joint = result.members.front();
    else
        result.joint = engine::evaluateProbabilities(
            engine::meanProbabilities(std::vector<std::span<const float>>(said.begin(), said.end())), data);
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
