#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/json_line.h"
#include "app/cli/long_analysis.h"
#include "app/cli/one_network.h"
#include "app/cli/text.h"

#include "engine/inspect/unit_statistics.h"
#include "engine/inspect/units.h"

#include <memory>
#include <ostream>

namespace cli {
namespace {

struct UnitsOptions
{
    std::string file;
    std::optional<std::string> data;
    std::string layer;
    bool json = false;
};

constexpr std::size_t topDigits = 10;
constexpr std::size_t topPrinted = 3;

Json toJson(std::size_t index, const engine::UnitStatistics& unit)
{
    Json top = Json::array();
    for (const auto& sample : unit.top)
        top.push_back({{"index", sample.index}, {"activation", shortest(sample.activation)}});
    return {{"unit", index}, {"mean_by_class", unit.meanByClass}, {"top", top}, {"dead_share", unit.deadShare}};
}

void print(std::size_t index, const engine::UnitStatistics& unit, std::ostream& out)
{
    out << right(std::to_string(index), 4) << right(fixed(100 * unit.deadShare, 1), 8) << " %";
    for (const double mean : unit.meanByClass)
        out << right(fixed(mean, 3), 8);
    out << "   ";
    for (std::size_t i = 0; i < unit.top.size() && i < topPrinted; ++i)
        out << ' ' << unit.top[i].index << " (" << fixed(double(unit.top[i].activation), 2) << ')';
    out << '\n';
}

int showUnits(const UnitsOptions& options, const Console& console)
{
    const engine::Model model = openNetwork(options.file);
    const std::size_t layer = engine::layerNamed(*model.network, options.layer);
    const auto data = openData(options.data, model.recipe, {}, console, model.input.writer);
    LongAnalysis work(console);
    const auto units = engine::unitStatistics(model, data->test, layer, topDigits, work.stop(), work.progress());
    const int status = work.end();
    if (!options.json && !units.empty())
        console.out << "behind " << model.network->name(engine::activationOf(*model.network, layer))
                    << ": unit, share of digits at which it is 0, mean for each class, digits that excite it most\n";
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (options.json)
            writeLine(console.out, toJson(i, units[i]));
        else
            print(i, units[i], console.out);
    }
    return status;
}

} // namespace

void addUnits(Commands& commands)
{
    Command command = commands.line.subcommand("units", "Show what excites each unit of a layer, on the test digits");
    command.footer("A unit is a neuron, a channel of a convolution or a cell of an LSTM, looked at behind the\n"
                   "activation that follows its layer; of a channel the mean of its map. dead_share: of the digits at\n"
                   "which it is 0. top: the digits of the test set that excite it most, counted from 0.");
    const auto options = std::make_shared<UnitsOptions>();
    addModelFile(command, options->file);
    addData(command, options->data);
    command.option("--layer", &options->layer, "The layer, as info names it: dense_1").valueName("LAYER").required();
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return showUnits(*options, console); });
}

} // namespace cli
