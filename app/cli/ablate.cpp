#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/json_line.h"
#include "app/cli/long_analysis.h"
#include "app/cli/one_network.h"
#include "app/cli/text.h"
#include "app/cli/unit_text.h"

#include "engine/inspect/ablation.h"
#include "engine/inspect/classifier.h"

#include <memory>
#include <ostream>

namespace cli {
namespace {

struct AblateOptions
{
    std::string file;
    std::optional<std::string> data;
    std::vector<std::string> units;
    std::optional<std::string> layer;
    std::string with = "zero";
    bool json = false;
};

constexpr int numberWidth = 4;

Json toJson(const engine::Ablation& ablation)
{
    return {{"accuracy", ablation.accuracy},
            {"accuracy_without", ablation.accuracyWithout},
            {"by_class", ablation.byClass}};
}

void printClasses(const engine::Ablation& ablation, std::ostream& out)
{
    for (const double accuracy : ablation.byClass)
        out << "  " << right(fixed(accuracy, 3), 5);
    out << '\n';
}

void showOne(const engine::Ablation& ablation, const AblateOptions& options, const Console& console)
{
    if (options.json) {
        writeLine(console.out, toJson(ablation));
        return;
    }
    console.out << "accuracy          " << fixed(ablation.accuracy, 4) << "\nwithout           "
                << fixed(ablation.accuracyWithout, 4) << "\nwithout, by class";
    printClasses(ablation, console.out);
}

void showAll(const std::vector<engine::Ablation>& all, const engine::Sequential& network, const AblateOptions& options,
             const Console& console)
{
    if (!options.json)
        console.out << "accuracy " << fixed(all.front().accuracy, 4) << "\nunit  without  by class\n";
    for (const engine::Ablation& ablation : all) {
        const engine::Unit& unit = ablation.units.front();
        if (options.json) {
            Json line{{"layer", network.name(unit.layer)}, {"unit", unit.index}};
            line.update(toJson(ablation));
            writeLine(console.out, line);
        } else {
            console.out << right(std::to_string(unit.index), numberWidth) << "   "
                        << fixed(ablation.accuracyWithout, 4);
            printClasses(ablation, console.out);
        }
    }
}

int ablate(const AblateOptions& options, const Console& console)
{
    if (options.units.empty() == !options.layer)
        throw UsageError("ablate takes either --unit LAYER:NUMBER, once or several times, or --layer LAYER");
    const std::vector<UnitText> texts = unitTexts(options.units);
    const engine::Model model = openNetwork(options.file);
    engine::requireClassifier(model); // before data are read
    const auto units = unitsOf(*model.network, texts);
    const std::size_t layer = options.layer ? engine::layerNamed(*model.network, *options.layer) : 0;
    const auto data = openData(options.data, model.recipe, {}, console, model.input.writer);
    const auto as = options.with == "mean" ? engine::SwitchedOff::Mean : engine::SwitchedOff::Zero;

    LongAnalysis work(console);
    if (options.layer) {
        const auto all = engine::ablatedOneByOne(model, data->test, layer, as, work.stop(), work.progress());
        const int status = work.end();
        if (!all.empty())
            showAll(all, *model.network, options, console);
        return status;
    }
    const auto one = engine::ablated(model, data->test, units, as, work.stop(), work.progress());
    const int status = work.end();
    if (one)
        showOne(*one, options, console);
    return status;
}

} // namespace

void addAblate(Commands& commands)
{
    Command command = commands.line.subcommand(
        "ablate", "Switch units off and see what accuracy is lost on the test digits");
    command.footer("A unit is a neuron, a channel of a convolution or a cell of an LSTM; it is switched off behind the\n"
                   "activation that follows its layer. The others make up for some of what it did. by_class is the\n"
                   "accuracy without it, class by class.");
    const auto options = std::make_shared<AblateOptions>();
    addModelFile(command, options->file);
    addData(command, options->data);
    command
        .option("--unit", &options->units,
                "A unit, as dense_1:3, the layer as info names it, units counted from 0; several are off together")
        .valueName("LAYER:I")
        .takeAll();
    command.option("--layer", &options->layer, "Each unit of this layer by itself, a row each, the most needed first")
        .valueName("LAYER");
    command
        .option("--with", &options->with,
                "What the unit gives instead: zero (the default), or mean, its own over these digits and, "
                "of a channel, all places")
        .valueName("NAME")
        .oneOf({"zero", "mean"});
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return ablate(*options, console); });
}

} // namespace cli
