#pragma once

#include "engine/data/dataset.h"

#include <filesystem>
#include <optional>
#include <string>

/// Where digits come from, found without reading them.
struct DataLocation
{
    std::optional<std::filesystem::path> folder; ///< with the four IDX files; nullopt: digits that the program makes
    std::string reason; ///< for people: "from $DIGITSCOPE_DATA", "no MNIST was found in …"
};

/// $XDG_DATA_HOME/digitscope/mnist: where the program keeps its own copy of MNIST.
std::filesystem::path userDataFolder();

/// where: a folder, "mnist" (the installed copy) or "synthetic". Without it: $DIGITSCOPE_DATA, then the user's data
/// folder, then the synthetic digits. Folders may hold the four files or a folder mnist/ that does.
/// Throws engine::FileError when what was asked for is not there.
DataLocation findData(const std::optional<std::string>& where);

/// Throws engine::FileError.
engine::DataSplits readData(const DataLocation& location);

/// "MNIST (60,000 + 10,000)"
std::string describe(const engine::DataSplits& splits);
