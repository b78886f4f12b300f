#pragma once

#include "app/cli/json_line.h"

#include "engine/data/dataset.h"
#include "engine/io/model_file.h"
#include "engine/train/evaluation.h"

#include <cstddef>
#include <iosfwd>
#include <vector>

namespace cli {

/// What the members of an ensemble make of a data set, each by itself and together. One member alone is one network, and
/// joint is what it does.
struct JointEvaluation
{
    std::vector<engine::Evaluation> members;
    engine::Evaluation joint;
    std::size_t parameters = 0; ///< of all members
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
