#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/joint_evaluation.h"
#include "app/cli/text.h"

#include "app/session/builtin_models.h"

#include "engine/data/class_names.h"

#include <memory>
#include <ostream>

namespace cli {
namespace {

struct EvalOptions
{
    std::string file;
    std::optional<std::string> data;
    std::string split = "test";
    std::size_t threads = 0;
    bool json = false;
};

void print(const JointEvaluation& joint, const engine::Dataset& data, std::ostream& out)
{
    const engine::Evaluation& evaluation = joint.joint;
    out << "samples     " << grouped(evaluation.samples) << "\nloss        " << fixed(evaluation.loss, 4)
        << "\naccuracy    " << fixed(evaluation.accuracy, 4) << "\nparameters  " << grouped(joint.parameters) << '\n';
    const std::size_t classes = evaluation.confusion.size();
    if (classes == 0)
        return;
    const Doubt& doubt = joint.doubt;
    out << "ece         " << fixed(doubt.calibrationError, 4) << "  (expected calibration error)\n";
    const auto rejected = [&out](const char* what, std::size_t part, std::size_t whole) {
        if (whole > 0)
            out << what << fixed(double(part) / double(whole), 4) << '\n';
    };
    rejected("rejected    ", doubt.digitsRejected, doubt.digits);
    rejected("non-digits rejected ", doubt.nonDigitsRejected, doubt.nonDigits);
    out << "\nconfusion: a row for each label, a column for each prediction\n";
    constexpr std::size_t width = 7;
    out << right("", width);
    for (std::size_t column = 0; column < classes; ++column)
        out << right(std::to_string(column), width);
    out << '\n';
    for (std::size_t row = 0; row < classes; ++row) {
        out << right(std::to_string(row), width);
        for (const std::size_t count : evaluation.confusion[row])
            out << right(std::to_string(count), width);
        if (const std::string name = engine::className(data.classNames, row); name != std::to_string(row))
            out << "  " << name;
        out << '\n';
    }
}

int evaluateModel(const EvalOptions& options, const Console& console)
{
    const std::vector<engine::SavedModel> members = openModels(options.file);
    const auto splits = openData(options.data, members.front().recipe, {}, console, engine::writerTransformOf(members));
    const engine::Dataset& data = options.split == "train" ? splits->train : splits->test;
    const JointEvaluation evaluation = evaluateTogether(members, data, options.threads);
    const bool isEnsemble = members.size() > 1;
    if (options.json) {
        Json line{{"samples", evaluation.joint.samples},
                  {"loss", evaluation.joint.loss},
                  {"accuracy", evaluation.joint.accuracy},
                  {"confusion", evaluation.joint.confusion},
                  {"class_names", data.classNames},
                  {"parameters", evaluation.parameters}};
        addDoubt(line, evaluation.doubt);
        if (isEnsemble)
            line["members"] = membersOf(evaluation, members);
        writeLine(console.out, line);
        return 0;
    }
    if (isEnsemble)
        printMembers(evaluation, members, console.out);
    print(evaluation, data, console.out);
    return 0;
}

} // namespace

void addEval(Commands& commands)
{
    Command command = commands.line.subcommand("eval", "Measure a model on a data set");
    const auto options = std::make_shared<EvalOptions>();
    addModelFile(command, options->file);
    addData(command, options->data);
    command.option("--split", &options->split, "Which half of the data: train or test (the default)")
        .valueName("NAME")
        .oneOf({"train", "test"});
    addThreads(command, options->threads);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return evaluateModel(*options, console); });
}

} // namespace cli
