#include "app/cli/commands.h"
#include "app/cli/json_line.h"
#include "app/cli/text.h"

#include "app/builtin_models.h"

#include "engine/inspect/summary.h"
#include "engine/recipe/recipe_json.h"

#include <memory>
#include <ostream>

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

Json toJson(const engine::EvaluationRecord& record)
{
    return {{"step", record.step},
            {"train_loss", shortest(record.trainLoss)},
            {"train_accuracy", shortest(record.trainAccuracy)},
            {"test_loss", shortest(record.testLoss)},
            {"test_accuracy", shortest(record.testAccuracy)}};
}

Json toJson(const engine::SavedModel& model, const engine::Sequential& network)
{
    return {{"name", model.recipe.name},
            {"description", model.recipe.description},
            {"input_shape", extentsOf(model.recipe.input)},
            {"layers", layersOf(network)},
            {"parameters", network.parameters().size()},
            {"trainable_parameters", network.parameters().trainable()},
            {"recipe", Json::parse(engine::toJson(model.recipe))},
            {"trained_on", model.trainedOn},
            {"step", model.checkpoint.step},
            {"learning_rate", shortest(model.checkpoint.learningRate)},
            {"last_evaluation", model.history.empty() ? Json() : toJson(model.history.back())}};
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

void print(const engine::SavedModel& model, const engine::Sequential& network, std::ostream& out)
{
    const engine::Recipe& recipe = model.recipe;
    out << recipe.name << ": " << recipe.description << "\n\n" << engine::summaryText(network) << '\n';
    const auto line = [&out](const char* what, const std::string& value) { out << left(what, 16) << value << '\n'; };
    line("optimizer", textOf(recipe.optimizer));
    line("loss", textOf(recipe.loss));
    line("batch, seed", std::to_string(recipe.batchSize) + ", " + std::to_string(recipe.seed));
    line("trained on", model.trainedOn.empty() ? "nothing that the file tells" : model.trainedOn);
    line("steps", grouped(model.checkpoint.step));
    if (model.history.empty())
        return;
    line("test loss", fixed(double(model.history.back().testLoss), 4));
    line("test accuracy", fixed(double(model.history.back().testAccuracy), 4));
}

int showModel(const InfoOptions& options, const Console& console)
{
    const engine::SavedModel model = openModel(options.file);
    const engine::Sequential network(model.recipe.input, model.recipe.layers);
    if (options.json)
        writeLine(console.out, toJson(model, network));
    else
        print(model, network, console.out);
    return 0;
}

} // namespace

void addInfo(Commands& commands)
{
    auto* command = commands.program.add_subcommand("info", "Show a model's layers, shapes, parameters and training");
    const auto options = std::make_shared<InfoOptions>();
    addModelFile(command, options->file);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return showModel(*options, console); });
}

} // namespace cli
