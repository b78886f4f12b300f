#include "app/cli/run.h"

#include "app/cli/commands.h"
#include "app/cli/learn.h"

#include "engine/errors.h"

#include <QCoreApplication>

#include <algorithm>
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

int parseAndRun(CLI::App& program, Commands& commands, std::vector<std::string> arguments, const Console& console)
{
    std::ranges::reverse(arguments); // CLI11 takes them from the back
    program.parse(std::move(arguments));
    if (!commands.chosen)
        throw UsageError("expected a subcommand: presets, train, ensemble, calibrate, learn, eval, predict, draw, info, bench or download");
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
    CLI::App program("Build a small neural network, watch it learn to read digits. Without a subcommand: the window,\n"
                     "which takes --preset NAME, --data WHERE and --model FILE.",
                     "digitscope");
    program.set_version_flag("--version", DIGITSCOPE_VERSION);
    program.require_subcommand(0, 1); // none gets a better sentence than CLI11's
    Commands commands{program, {}};
    for (const auto add :
         {addPresets, addTrain, addEnsemble, addCalibrate, addLearn, addEval, addPredict, addDraw, addInfo, addBench, addDownload})
        add(commands);

    try {
        return parseAndRun(program, commands, std::move(arguments), console);
    } catch (const CLI::Success& request) { // --help, --version
        program.exit(request, console.out, console.err);
        return success;
    } catch (const CLI::ParseError& error) {
        return say(console, std::string(error.what()) + " (see --help)", wrongUsage);
    } catch (const UsageError& error) {
        return say(console, error.what(), wrongUsage);
    } catch (const std::bad_alloc&) {
        return say(console, "there is not enough memory", failure);
    } catch (const std::exception& error) { // engine::Error; whatever else there may be has a cause to tell as well
        return say(console, error.what(), failure);
    }
}

} // namespace cli
