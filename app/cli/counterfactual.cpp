#include "app/cli/commands.h"
#include "app/cli/json_line.h"
#include "app/cli/long_analysis.h"
#include "app/cli/one_network.h"
#include "app/cli/stroke_line.h"
#include "app/cli/text.h"

#include "engine/data/class_names.h"
#include "engine/drawing/stroke_file.h"
#include "engine/inspect/counterfactual.h"

#include <chrono>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct CounterfactualOptions
{
    std::string file;
    std::string strokes;
    std::optional<std::uint64_t> line;
    std::optional<std::uint64_t> askedClass;
    bool json = false;
};

std::vector<engine::StrokeSample> drawingsFor(const CounterfactualOptions& options, const Console& console)
{
    if (options.line)
        return {strokeLine(options.strokes, *options.line)};
    engine::StrokeFile content = engine::readStrokeFile(options.strokes);
    for (const engine::BrokenLine& line : content.brokenLines)
        console.err << "digitscope: " << options.strokes << " line " << line.number << ": " << line.reason.text()
                    << std::endl;
    return std::move(content.samples);
}

Json toJson(const engine::Stroke& stroke)
{
    Json points = Json::array();
    for (const engine::PenPoint& point : stroke)
        points.push_back({shortest(point.x), shortest(point.y)});
    return points;
}

Json toJson(const engine::Counterfactual& found, double seconds)
{
    Json changes = Json::array(), strokes = Json::array();
    for (std::size_t i = 0; i < found.changes.size(); ++i)
        changes.push_back({{"kind", nameOf(found.changes[i].kind)}, {"stroke", toJson(found.parts[i])}});
    for (const engine::Stroke& stroke : found.strokes)
        strokes.push_back(toJson(stroke));
    return {{"from", found.from},
            {"to", found.to},
            {"reached", found.isReached},
            {"probability", found.probability},
            {"ink_removed", found.ink.removed},
            {"ink_added", found.ink.added},
            {"changes", changes},
            {"strokes", strokes},
            {"seconds", seconds}};
}

void print(const engine::Counterfactual& found, const engine::Classes& classes, std::ostream& out)
{
    out << engine::className(classes, found.from) << " -> " << engine::className(classes, found.to) << "  "
        << (found.isReached ? "reached" : "not reached") << ", " << fixed(100 * found.probability, 1) << " %, "
        << fixed(found.ink.removed, 1) << " pixels of ink erased, " << fixed(found.ink.added, 1) << " drawn:";
    for (const engine::InkChange& change : found.changes)
        out << ' ' << nameOf(change.kind);
    out << (found.changes.empty() ? " nothing to change\n" : "\n");
}

int counterfactual(const CounterfactualOptions& options, const Console& console)
{
    const engine::Model model = openNetwork(options.file);
    const std::vector<engine::StrokeSample> drawings = drawingsFor(options, console);
    LongAnalysis work(console);
    for (std::size_t i = 0; i < drawings.size(); ++i) {
        work.progress().report(double(i) / double(drawings.size()));
        using Clock = std::chrono::steady_clock;
        const auto begin = Clock::now();
        const auto found = engine::counterfactualInk(model, drawings[i].strokes, options.askedClass, work.stop());
        if (!found)
            break;
        const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        if (options.json)
            writeLine(console.out, toJson(*found, seconds));
        else
            print(*found, model.classes, console.out);
    }
    return work.end();
}

} // namespace

void addCounterfactual(Commands& commands)
{
    Command command
        = commands.line.subcommand("counterfactual", "The least ink with which the network would say another class");
    command.footer("Parts of strokes are erased, ends lengthened, strokes added, until the network says the class and "
                   "accepts the\n"
                   "drawing as a digit; none of these changes can be left out. Ink is counted in full pixels of the "
                   "picture that the\n"
                   "drawing becomes. A change's \"stroke\" is what it erases or draws, \"strokes\" are all that is "
                   "there afterwards.");
    const auto options = std::make_shared<CounterfactualOptions>();
    addModelFile(command, options->file);
    command.option("--strokes", &options->strokes, "Drawings, one a line: {\"strokes\": [[[x, y], …], …]}")
        .valueName("FILE.jsonl")
        .required();
    command.option("--line", &options->line, "Only the drawing of this line; 1 is the first")
        .valueName("N")
        .countFrom(1);
    command.option("--class", &options->askedClass, "What it is to be; without it the likeliest other class")
        .valueName("K")
        .countFrom(0);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return counterfactual(*options, console); });
}

} // namespace cli
