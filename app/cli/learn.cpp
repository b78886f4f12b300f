#include "app/cli/learn.h"

#include "app/cli/commands.h"
#include "app/cli/data_option.h"
#include "app/cli/interruption.h"
#include "app/cli/json_line.h"
#include "app/cli/output_file.h"
#include "app/cli/text.h"

#include "app/session/builtin_models.h"

#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"
#include "engine/finetuning/fine_tuning.h"
#include "engine/finetuning/tuned_model.h"

#include <algorithm>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct LearnOptions
{
    std::string file;
    std::string digits;
    std::optional<std::string> data;
    std::optional<std::string> out;
    std::uint64_t seed = 1;
    std::size_t threads = 0;
    bool json = false;
};

std::vector<engine::StrokeSample> drawingsFrom(const std::string& file, const Console& console)
{
    engine::StrokeFile content = engine::readStrokeFile(file);
    for (const engine::BrokenLine& line : content.brokenLines)
        console.err << "digitscope: " << file << " line " << line.number << ": " << line.reason.text() << std::endl;
    return std::move(content.samples);
}

Json flipsOf(const engine::Comparison& test)
{
    Json list = Json::array();
    for (const engine::Flip& flip : test.flips)
        list.push_back({{"index", flip.index}, {"label", flip.label}, {"before", flip.before}, {"after", flip.after}});
    return list;
}

Json toJson(const engine::FineTuned& result)
{
    return {{"mine", result.mine.samples},
            {"mine_before", result.mine.accuracyBefore()},
            {"mine_after", result.mine.accuracyAfter()},
            {"test_samples", result.test.samples},
            {"test_before", result.test.accuracyBefore()},
            {"test_after", result.test.accuracyAfter()},
            {"forgotten", result.test.forgotten()},
            {"gained", result.test.gained()},
            {"hand", engine::writerInWords(result.writerTransform)},
            {"straightening", {result.writerTransform.xx, result.writerTransform.xy, result.writerTransform.yx, result.writerTransform.yy}},
            {"way", result.interpolation},
            {"seconds", result.seconds},
            {"learning_seconds", result.learningSeconds},
            {"flipped", flipsOf(result.test)}};
}

void print(const engine::FineTuned& result, std::ostream& out)
{
    const auto line = [&out](const char* what, const engine::Comparison& set) {
        out << left(what, 14) << "right of " << right(grouped(set.samples), 6) << ": " << right(grouped(set.rightBefore), 6)
            << " before, " << right(grouped(set.rightAfter), 6) << " after\n";
    };
    if (!result.writerTransform.isNone())
        out << "hand          " << engine::writerInWords(result.writerTransform)
            << ": what is drawn will be straightened before it is read\n";
    line("my digits", result.mine);
    line("test digits", result.test);
    if (result.testStride > 1)
        out << "              (one in " << result.testStride << " of all, for this network is large)\n";
    out << "flipped       " << result.test.forgotten() << " test digits from right to wrong, " << result.test.gained()
        << " from wrong to right\n"
        << "guarded       " << fixed(100 * result.interpolation, 0) << " % of the change to the weights is used"
        << (result.interpolation < 1 ? ": more of it would have cost old digits\n" : "\n")
        << "took          " << fixed(result.seconds, 1) << " s, of which learning " << fixed(result.learningSeconds, 1) << " s\n";
}

int learn(const LearnOptions& options, const Console& console)
{
    if (options.out)
        requireWritable(*options.out);
    engine::SavedModel model = openModel(options.file);
    const auto drawings = drawingsFrom(options.digits, console);
    const auto data = openData(options.data, model.recipe, {}, console);
    const Interruption interruption;
    const auto result = engine::fineTune({.recipe = model.recipe,
                                          .parameters = model.checkpoint.parameters,
                                          .writerTransform = model.input.writer,
                                          .drawings = drawings,
                                          .data = data,
                                          .seed = options.seed,
                                          .threads = options.threads},
                                         [&](const engine::FineTuningProgress&) { return interruption.signal() == 0; });
    if (!result) {
        console.err << "digitscope: stopped, nothing was learnt" << std::endl;
        return 1;
    }
    if (options.out) {
        engine::enterFineTuned(model, *result);
        engine::saveModel(model, *options.out);
        console.err << "saved: " << *options.out << std::endl;
    }
    if (options.json)
        writeLine(console.out, toJson(*result));
    else
        print(*result, console.out);
    return 0;
}

} // namespace

void addLearn(Commands& commands)
{
    Command command = commands.line.subcommand(
        "learn", "Teach a trained network some drawings of yours, without its forgetting the rest: in seconds");
    const auto options = std::make_shared<LearnOptions>();
    addModelFile(command, options->file);
    command
        .option("--digits", &options->digits,
                     "Drawings and what they are, one a line: {\"label\": 3, \"strokes\": [[[x, y], …], …]}")
        .valueName("FILE.jsonl")
        .required();
    addData(command, options->data);
    command.option("--out", &options->out, "Where the network goes that has learnt them").valueName("FILE");
    command.option("--seed", &options->seed, "Another seed gives another result, just as good (1)")
        .valueName("S")
        .countFrom(0);
    addThreads(command, options->threads);
    addJson(command, options->json);
    commands.onUse(command, [options](const Console& console) { return learn(*options, console); });
}

} // namespace cli
