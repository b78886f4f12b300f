#include "app/cli/commands.h"
#include "app/cli/output_file.h"

#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"
#include "engine/synthetic/non_digits.h"
#include "engine/synthetic/synthetic_digits.h"

#include <fstream>
#include <memory>
#include <ostream>

namespace cli {
namespace {

struct DrawOptions
{
    std::string what;
    std::size_t count = 1000;
    std::uint64_t seed = 1;
    bool isForJudging = false;
    std::optional<std::string> out;
};

engine::StrokeSample drawn(const DrawOptions& options, std::uint64_t index)
{
    engine::StrokeSample sample;
    sample.isLabelled = true;
    if (options.what == "digits") {
        sample.label = int(index % 10);
        sample.strokes = engine::syntheticStrokes(*sample.label, options.seed, index);
        return sample;
    }
    const auto family = options.isForJudging ? engine::NonDigitFamily::Test : engine::NonDigitFamily::Training;
    engine::NonDigit drawing = engine::nonDigit(options.seed, index, family);
    sample.strokes = std::move(drawing.strokes);
    sample.writer = engine::nameOf(drawing.kind);
    return sample;
}

int draw(const DrawOptions& options, const Console& console)
{
    if (options.isForJudging && options.what == "digits")
        throw UsageError("--judging is for nondigits, another --seed draws other digits");
    std::ofstream file;
    if (options.out) {
        requireWritable(*options.out);
        file.open(*options.out, std::ios::binary);
    }
    std::ostream& out = options.out ? file : console.out;
    for (std::uint64_t i = 0; i < options.count; ++i)
        out << engine::toJsonLine(drawn(options, i)) << '\n';
    out.flush();
    if (!out)
        throw options.out ? engine::FileError("%1 cannot be written", *options.out)
                          : engine::FileError("the standard output cannot be written");
    return 0;
}

} // namespace

void addDraw(Commands& commands)
{
    Command command = commands.line.subcommand(
        "draw", "Write drawings that the program makes itself, one a line, as predict --strokes and train --data read them");
    const auto options = std::make_shared<DrawOptions>();
    command
        .option("WHAT", &options->what,
                     "digits, or nondigits: letters, signs, scribbles, crossed-out digits, …; whose \"writer\" is their kind")
        .required()
        .oneOf({"digits", "nondigits"});
    command.option("--count", &options->count, "How many; 1000 when not given").valueName("N").countFrom(1);
    command.option("--seed", &options->seed, "Other drawings for another seed").valueName("S").countFrom(0);
    command.flag("--judging", options->isForJudging,
                      "Letters, signs and ways to scribble that are not among those to learn from");
    command.option("--out", &options->out, "Where they go; standard output when not given").valueName("FILE.jsonl");
    commands.onUse(command, [options](const Console& console) { return draw(*options, console); });
}

} // namespace cli
