#pragma once

#include <optional>
#include <string>

/// What the window may be told to begin with.
struct WindowOptions
{
    std::optional<std::string> preset; ///< one of engine::presets()
    std::optional<std::string> data; ///< a folder, "mnist", "synthetic" or one of engine::logicTables
    std::optional<std::string> model; ///< a path, "builtin" or "builtin:NAME"
};

/// Options of Qt's own (-platform, -style) are left to it. An exit status when the program is not to go on: 2 for wrong
/// usage, said in one sentence on standard error.
std::optional<int> parseWindowOptions(int argc, char* argv[], WindowOptions& options);
