#include "app/cli/commands.h"
#include "app/cli/json_line.h"
#include "app/cli/output_file.h"

#include "app/session/builtin_models.h"

#include "engine/errors.h"
#include "engine/inspect/ensemble.h"
#include "engine/io/ensemble_file.h"

#include <memory>
#include <ostream>

namespace cli {
namespace {

struct JoinOptions
{
    std::vector<std::string> files;
    std::string out;
};

int join(const JoinOptions& options, const Console& console)
{
    requireWritable(options.out);
    std::vector<engine::SavedModel> members;
    for (const std::string& file : options.files) {
        for (engine::SavedModel& member : openModels(file)) {
            try {
                engine::requireOneTask(members.empty() ? member : members.front(), member);
            } catch (const engine::ShapeError& error) {
                throw engine::FileError("%1: %2", file, error.message());
            }
            members.push_back(std::move(member));
        }
    }
    if (members.size() > engine::maxMembers)
        throw UsageError("an ensemble of " + std::to_string(members.size()) + " networks is not possible, expected at most "
                         + std::to_string(engine::maxMembers));
    engine::saveEnsemble(members, options.out);
    console.err << "saved: " << options.out << ", " << members.size() << " networks" << std::endl;
    return 0;
}

} // namespace

void addEnsemble(Commands& commands)
{
    Command command = commands.line.subcommand(
        "ensemble", "Join trained networks into one file: they read together, by the mean of their probabilities");
    const auto options = std::make_shared<JoinOptions>();
    command.option("FILE", &options->files, "Model files or ensembles, \"builtin\" or \"builtin:NAME\"").required();
    command.option("--out", &options->out, "Where the ensemble goes").valueName("FILE").required();
    commands.onUse(command, [options](const Console& console) { return join(*options, console); });
}

} // namespace cli
