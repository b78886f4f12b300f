#include "app/window/window_options.h"

#include "engine/errors.h"
#include "engine/gallery/gallery.h"

#include <CLI/CLI.hpp>

#include <iostream>

std::optional<int> parseWindowOptions(int argc, char* argv[], WindowOptions& options)
{
    CLI::App parser;
    parser.set_help_flag();
    parser.allow_extras();
    parser.prefix_command(false);
    parser.add_option("--preset", options.preset);
    parser.add_option("--data", options.data);
    parser.add_option("--model", options.model);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
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
    for (const std::string& extra : parser.remaining()) {
        if (!extra.starts_with("--"))
            continue; // Qt's options have one dash, and their values none
        std::cerr << "digitscope: there is no option " << extra << "; see digitscope --help\n";
        return 2;
    }
    return {};
}
