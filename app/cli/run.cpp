#include "app/cli/run.h"

#include "app/cli/commands.h"
#include "app/cli/learn.h"

#include "engine/errors.h"

#include <QCoreApplication>

#include <iostream>
#include <new>

#include <unistd.h>

namespace cli {
namespace {

constexpr int success = 0;
constexpr int failure = 1;
constexpr int wrongUsage = 2;

int say(const Console& console, const std::string& sentence, int status)
{
    console.err << "digitscope: " << sentence << std::endl;
    return status;
}

bool parse(CommandLine& line, std::vector<std::string> arguments, const Console& console)
{
    try {
        return line.parse(std::move(arguments), console.out, console.err);
    } catch (const UsageError& error) {
        throw UsageError(std::string(error.what()) + " (see --help)");
    }
}

int parseAndRun(Commands& commands, std::vector<std::string> arguments, const Console& console)
{
    if (!parse(commands.line, std::move(arguments), console))
        return success;
    if (!commands.chosen)
        throw UsageError("expected a subcommand: presets, train, ensemble, calibrate, learn, eval, predict, draw, info, explain, counterfactual, ablate, units, attack, robustness, gradients, bench or download");
    const int status = commands.chosen(console);
    console.out.flush();
    if (!console.out)
        throw engine::FileError("the standard output cannot be written");
    return status;
}

} // namespace

bool isCommandLine(int argc, char** argv)
{
    if (argc < 2)
        return false;
    const std::string_view first = argv[1];
    return !first.starts_with('-') || first == "-h" || first == "--help" || first == "--version";
}

int run(int argc, char** argv)
{
    // Readers of picture formats are plugins, which it finds.
    const QCoreApplication application(argc, argv);
    return run({argv + 1, argv + argc}, {std::cout, std::cerr, ::isatty(STDERR_FILENO) != 0});
}

int run(std::vector<std::string> arguments, const Console& console)
{
    CommandLine line("digitscope",
                     "Build a small neural network, watch it learn to read digits. Without a subcommand: the window,\n"
                     "which takes --preset NAME, --data WHERE and --model FILE.",
                     DIGITSCOPE_VERSION);
    Commands commands{line, {}};
    for (const auto add :
         {addPresets, addTrain, addEnsemble, addCalibrate, addLearn, addEval, addPredict, addDraw, addInfo, addExplain, addCounterfactual, addAblate, addUnits,
          addAttack, addRobustness, addGradients, addBench, addDownload})
        add(commands);

    try {
        return parseAndRun(commands, std::move(arguments), console);
    } catch (const UsageError& error) {
        return say(console, error.what(), wrongUsage);
    } catch (const std::bad_alloc&) {
        return say(console, "there is not enough memory", failure);
    } catch (const std::exception& error) { // engine::Error; whatever else there may be has a cause to tell as well
        return say(console, error.what(), failure);
    }
}

} // namespace cli
