#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/json_line.h"
#include "app/cli/long_analysis.h"
#include "app/cli/one_network.h"
#include "app/cli/text.h"

#include "app/session/builtin_models.h"

#include "engine/inspect/classifier.h"
#include "engine/inspect/robustness.h"

#include <map>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct RobustnessOptions
{
    std::string file;
    std::optional<std::string> data;
    std::string by;
    bool json = false;
};

engine::Disturbance disturbanceNamed(const std::string& name)
{
    static const std::map<std::string, engine::Disturbance> all{{"shift", engine::Disturbance::Shift},
                                                                {"size", engine::Disturbance::Size},
                                                                {"rotation", engine::Disturbance::Rotation},
                                                                {"thickness", engine::Disturbance::Thickness},
                                                                {"noise", engine::Disturbance::Noise}};
    return all.at(name);
}

int showRobustness(const RobustnessOptions& options, const Console& console)
{
    const engine::Disturbance by = disturbanceNamed(options.by);
    std::vector<engine::SavedModel> saved = openModels(options.file);
    const engine::WriterTransform writer = engine::writerTransformOf(saved);
    std::vector<engine::Model> members;
    for (engine::SavedModel& member : saved)
        engine::requireClassifier(members.emplace_back(modelOf(std::move(member))));
    const auto data = openData(options.data, members.front().recipe, {}, console, writer);
    LongAnalysis work(console);
    const auto points
        = engine::robustness(members, data->test, by, engine::amountsOf(by), work.stop(), work.progress());
    const int status = work.end();
    for (const engine::RobustnessPoint& point : points) {
        if (options.json)
            writeLine(console.out,
                      {{"amount", point.amount}, {"unit", engine::unitOf(by)}, {"accuracy", point.accuracy}});
        else
            console.out << right(fixed(point.amount, 2), 6) << ' ' << left(engine::unitOf(by), 12)
                        << right(fixed(point.accuracy, 4), 8) << '\n';
    }
    return status;
}

} // namespace

void addRobustness(Commands& commands)
{
    Command command = commands.line.subcommand(
        "robustness", "See how accuracy on the test digits falls as they are moved, turned or blotted");
    command.footer("Eleven rows, the first with the digits as they are:\n"
                   "  shift      0 to 10 pixels; digit after digit to the right, down, to the left and up\n"
                   "  size       0 to 0.5 of its size larger, then as much smaller\n"
                   "  rotation   0 to 50 degrees; one digit counter-clockwise, the next clockwise\n"
                   "  thickness  0 to 1 pixel by which the edges of strokes move out, then as much in (amounts below 0)\n"
                   "  noise      0 to 0.5 of full ink, the standard deviation of what is added to each pixel");
    const auto options = std::make_shared<RobustnessOptions>();
    addModelFile(command, options->file);
    addData(command, options->data);
    command.option("--by", &options->by, "What is done to the digits")
        .valueName("NAME")
        .oneOf({"shift", "size", "rotation", "thickness", "noise"})
        .required();
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return showRobustness(*options, console); });
}

} // namespace cli
