#include "app/cli/commands.h"
#include "app/cli/json_line.h"
#include "app/cli/text.h"

#include "app/session/builtin_models.h"

#include "engine/data/class_names.h"
#include "engine/inspect/summary.h"
#include "engine/io/calibration_json.h"
#include "engine/io/recipe_json.h"

#include <algorithm>
#include <memory>
#include <ostream>
#include <span>

namespace cli {
namespace {

struct InfoOptions
{
    std::string file;
    bool json = false;
};

Json layersOf(const engine::Sequential& network)
{
    Json layers = Json::array();
    for (const engine::SummaryRow& row : engine::summary(network))
        layers.push_back({{"name", row.name},
                          {"kind", row.kind},
                          {"output_shape", extentsOf(row.outputShape)},
                          {"parameters", row.parameters}});
    return layers;
}

Json withStep(const engine::EvaluationRecord& record)
{
    Json object{{"step", record.step}};
    object.update(toJson(record));
    return object;
}

/// One for each output; none of an auto-encoder.
std::vector<std::string> classNamesOf(const engine::SavedModel& model, const engine::Sequential& network)
{
    std::vector<std::string> names;
    if (model.recipe.target == engine::Target::Label)
        for (std::size_t i = 0; i < std::max<std::size_t>(2, network.outputShape().elements()); ++i)
            names.push_back(engine::className(model.classes, i));
    return names;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list;
}

Json toJson(const engine::SavedModel& model, const engine::Sequential& network)
{
    const engine::EvaluationRecord* looked = engine::evaluationOf(model);
    return {{"name", model.recipe.name},
            {"description", model.recipe.description},
            {"input_shape", extentsOf(model.recipe.input)},
            {"layers", layersOf(network)},
            {"parameters", network.parameters().size()},
            {"trainable_parameters", network.parameters().trainable()},
            {"recipe", Json::parse(engine::toJson(model.recipe))},
            {"trained_on", model.trainedOn},
            {"class_names", classNamesOf(model, network)},
            {"step", model.checkpoint.step},
            {"learning_rate", shortest(model.checkpoint.learningRate)},
            {"hand", engine::writerInWords(model.input.writer)},
            {"calibration", model.calibration.isFound() ? Json::parse(engine::toJson(model.calibration)) : Json()},
            {"last_evaluation", looked ? withStep(*looked) : Json()}};
}

std::size_t parametersOf(std::span<const engine::SavedModel> members)
{
    std::size_t sum = 0;
    for (const engine::SavedModel& member : members)
        sum += member.checkpoint.parameters.size();
    return sum;
}

Json ensembleOf(std::span<const engine::SavedModel> members)
{
    Json names = Json::array();
    for (const engine::SavedModel& member : members)
        names.push_back(member.recipe.name);
    return {{"members", names}, {"parameters", parametersOf(members)}};
}

/// "adam (beta_1 0.9, …, learning_rate 0.001)"
std::string textOf(const engine::Spec& spec)
{
    std::ostringstream settings;
    for (const auto& [name, value] : spec.settings) {
        settings << (settings.tellp() > 0 ? ", " : "") << name << ' ';
        std::visit([&settings](const auto& known) { settings << known; }, value);
    }
    return settings.tellp() > 0 ? spec.kind + " (" + settings.str() + ")" : spec.kind;
}

/// "1,978 samples of …: temperature 1.440, threshold 0.310, which rejects 0.50 %"
std::string textOf(const engine::Calibration& calibration)
{
    return grouped(calibration.samples) + " samples of " + calibration.data + ": temperature "
        + fixed(calibration.temperature, 3) + ", threshold " + fixed(calibration.threshold, 3) + ", which rejects "
        + fixed(100 * calibration.rejected, 2) + " %";
}

void print(const engine::SavedModel& model, const engine::Sequential& network, std::ostream& out)
{
    const engine::Recipe& recipe = model.recipe;
    const engine::EvaluationRecord* looked = engine::evaluationOf(model);
    out << recipe.name << ": " << recipe.description << "\n\n" << engine::summaryText(network) << '\n';
    const auto line = [&out](const char* what, const std::string& value) { out << left(what, 16) << value << '\n'; };
    line("optimizer", textOf(recipe.optimizer));
    line("loss", textOf(recipe.loss));
    line("batch, seed", std::to_string(recipe.batchSize) + ", " + std::to_string(recipe.seed));
    line("trained on", model.trainedOn.empty() ? "nothing that the file tells" : model.trainedOn);
    if (recipe.target == engine::Target::Label && !engine::areNumbered(model.classes))
        line("classes", joined(classNamesOf(model, network)));
    if (!model.input.writer.isNone())
        line("hand", engine::writerInWords(model.input.writer) + ": what is drawn is straightened");
    line("steps", grouped(model.checkpoint.step));
    if (model.calibration.isFound())
        line("calibrated on", textOf(model.calibration));
    if (!looked)
        return;
    line("test loss", fixed(double(looked->testLoss), 4));
    line("test accuracy", fixed(double(looked->testAccuracy), 4));
}

int showModel(const InfoOptions& options, const Console& console)
{
    const std::vector<engine::SavedModel> members = openModels(options.file);
    for (const engine::SavedModel& model : members) {
        const engine::Sequential network(model.recipe.input, model.recipe.layers);
        if (options.json)
            writeLine(console.out, toJson(model, network));
        else
            print(model, network, console.out);
        if (!options.json && &model != &members.back())
            console.out << '\n';
    }
    if (members.size() == 1)
        return 0;
    if (options.json)
        writeLine(console.out, ensembleOf(members));
    else
        console.out << "\nensemble of " << members.size() << " networks, "
                    << grouped(parametersOf(members)) << " parameters; the mean of their probabilities is what it says\n";
    return 0;
}

} // namespace

void addInfo(Commands& commands)
{
    Command command = commands.line.subcommand("info", "Show a model's layers, shapes, parameters and training");
    const auto options = std::make_shared<InfoOptions>();
    addModelFile(command, options->file);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return showModel(*options, console); });
}

} // namespace cli
