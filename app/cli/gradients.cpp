#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/json_line.h"
#include "app/cli/long_analysis.h"
#include "app/cli/recipe_options.h"
#include "app/cli/text.h"
#include "app/cli/training_run.h"

#include "app/session/builtin_models.h"

#include "engine/inspect/gradient_flow.h"

#include <memory>
#include <ostream>
#include <sstream>

namespace cli {
namespace {

struct GradientsOptions
{
    std::optional<std::string> file;
    std::optional<std::string> preset;
    std::optional<std::string> data;
    std::uint64_t steps = 100;
    bool json = false;
};

constexpr std::size_t stepWidth = 8;
constexpr std::size_t layerWidth = 24;

/// Where the file holds no state of the optimizer, a new run begins from its weights.
void goOn(engine::Trainer& trainer, engine::SavedModel& run, const std::string& file, const Console& console)
{
    engine::Checkpoint begin = trainer.checkpoint();
    if (run.checkpoint.optimizerState.empty() && !begin.optimizerState.empty()) {
        console.err << "note: " << file << " holds no state of the optimizer, so a new run begins from its weights"
                    << std::endl;
        begin.parameters = std::move(run.checkpoint.parameters);
        begin.pretrainingStep = run.checkpoint.pretrainingStep;
        run.checkpoint = std::move(begin);
    }
    restore(trainer, run, file);
}

std::unique_ptr<engine::Trainer> trainerOf(const GradientsOptions& options, const Console& console)
{
    if (options.preset) {
        RecipeOptions wanted;
        wanted.preset = options.preset;
        engine::Recipe recipe = recipeOf(wanted);
        const auto data = openData(options.data, recipe, {}, console);
        recipe = presetFor(recipe, *data, console);
        return std::make_unique<engine::Trainer>(recipe, data);
    }
    engine::SavedModel saved = openModel(*options.file);
    const auto data = openData(options.data, saved.recipe, {}, console);
    auto trainer = std::make_unique<engine::Trainer>(saved.recipe, data);
    goOn(*trainer, saved, *options.file, console);
    return trainer;
}

/// What comes before the first step. false: it was stopped.
bool pretrain(engine::Trainer& trainer, const LongAnalysis& work)
{
    while (trainer.isPretraining() && !work.stop().stop_requested()) {
        trainer.pretrain();
        const engine::Pretraining& pretraining = trainer.pretraining();
        work.progress().report(double(pretraining.stepsDone()) / double(pretraining.plan().steps()));
    }
    return !trainer.isPretraining();
}

std::string scientific(double number)
{
    std::ostringstream text;
    text.precision(3);
    text << number;
    return text.str();
}

void printHeader(const engine::Trainer& trainer, std::ostream& out)
{
    out << "size of the gradient and, relative to the weights, of the update\n" << right("step", stepWidth);
    const engine::ParameterLayout& layout = trainer.network()->parameters();
    for (std::size_t layer = 0; layer < trainer.network()->size(); ++layer)
        if (layout.isTrainable(layer))
            out << right(trainer.network()->name(layer), layerWidth);
    out << '\n';
}

void show(const engine::StepFlow& flow, const engine::Sequential& network, const GradientsOptions& options,
          std::ostream& out)
{
    if (options.json) {
        Json layers = Json::array();
        for (const engine::LayerFlow& layer : flow.layers)
            layers.push_back({{"name", network.name(layer.layer)},
                              {"gradient_norm", layer.gradientNorm},
                              {"update_ratio", layer.updateRatio}});
        writeLine(out, {{"step", flow.step}, {"layers", layers}});
        return;
    }
    out << right(std::to_string(flow.step), stepWidth);
    for (const engine::LayerFlow& layer : flow.layers)
        out << right(scientific(layer.gradientNorm) + " " + right(scientific(layer.updateRatio), 10), layerWidth);
    out << std::endl;
}

int showGradients(const GradientsOptions& options, const Console& console)
{
    if (options.file.has_value() == options.preset.has_value())
        throw UsageError("gradients takes either a model FILE or --preset NAME");
    const auto trainer = trainerOf(options, console);
    LongAnalysis work(console);
    if (!pretrain(*trainer, work))
        return work.end();
    if (!options.json)
        printHeader(*trainer, console.out);
    for (std::uint64_t i = 0; i < options.steps && !work.stop().stop_requested(); ++i) {
        show(engine::stepWithFlow(*trainer), *trainer->network(), options, console.out);
        work.progress().report(double(i + 1) / double(options.steps));
    }
    return work.end();
}

} // namespace

void addGradients(Commands& commands)
{
    Command command = commands.line.subcommand(
        "gradients", "Train some steps and show how large gradients and updates are, layer by layer");
    command.footer("gradient_norm is the length of the layer's gradient as the optimizer gets it, update_ratio that of\n"
                   "the step over that of the weights, biases included; near 0.001 is healthy. Training goes on as it\n"
                   "would have gone on; nothing is saved.");
    const auto options = std::make_shared<GradientsOptions>();
    command.option("FILE", &options->file, "A model file to go on from, \"builtin\" or \"builtin:NAME\"");
    command.option("--preset", &options->preset, "Or a preset, from its beginning").valueName("NAME");
    addData(command, options->data);
    command.option("--steps", &options->steps, "So many steps, 100 when not given").valueName("N").countFrom(1);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return showGradients(*options, console); });
}

} // namespace cli
