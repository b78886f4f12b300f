#include "app/window/window_options.h"

#include "app/cli/console.h"
#include "app/cli/options.h"

#include "engine/errors.h"
#include "engine/gallery/gallery.h"

#include <iostream>

std::optional<int> parseWindowOptions(int argc, char* argv[], WindowOptions& options)
{
    cli::CommandLine line;
    line.program().option("--preset", &options.preset);
    line.program().option("--data", &options.data);
    line.program().option("--model", &options.model);
    try {
        line.parse({argv + 1, argv + argc}, std::cout, std::cerr);
    } catch (const cli::UsageError& error) {
        std::cerr << "digitscope: " << error.what() << "; see digitscope --help\n";
        return 2;
    }
    try {
        if (options.preset)
            engine::findPreset(*options.preset);
    } catch (const engine::Error& error) {
        std::cerr << "digitscope: " << error.what() << '\n';
        return 2;
    }
    for (const std::string& extra : line.unknown()) {
        if (!extra.starts_with("--"))
            continue; // Qt's options have one dash, and their values none
        std::cerr << "digitscope: there is no option " << extra << "; see digitscope --help\n";
        return 2;
    }
    return {};
}
