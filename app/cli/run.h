#pragma once

#include "app/cli/console.h"

#include <string>
#include <vector>

/// The command line: `digitscope train --preset mlp-128-64 --json` and the like. Needs no display.
namespace cli {

/// Whether these arguments are for run() rather than for the window: they name a subcommand, --help or --version.
bool isCommandLine(int argc, char** argv);

/// Returns the exit status: 0, 1 when the world is broken (a file, a diverging loss), 2 for wrong usage.
int run(int argc, char** argv);
/// arguments: without the program's name.
int run(std::vector<std::string> arguments, const Console& console);

} // namespace cli
