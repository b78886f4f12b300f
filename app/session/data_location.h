#pragma once

#include "app/session/data_part.h"

#include "engine/data/dataset.h"
#include "engine/io/model_file.h"
#include "engine/message.h"
#include "engine/recipe/recipe.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Where a data set comes from, found without reading it.
struct DataLocation
{
    std::optional<std::filesystem::path> folder; ///< with the four IDX files; nullopt: the program makes the data itself
    engine::Message reason; ///< for people: "from $DIGITSCOPE_DATA", "no MNIST was found in …"
    std::string made = "synthetic"; ///< without a folder: digits, or else one of engine::logicTables
    std::vector<DataPart> parts{}; ///< joined, or one with more said about it than its name; then nothing above counts

    /// Nothing in it but what the program makes.
    bool isMade() const;
};

/// $XDG_DATA_HOME/digitscope/mnist: where the program keeps its own copy of MNIST.
std::filesystem::path userDataFolder();

/// where: a folder, "mnist" (the installed copy), "synthetic", one of engine::logicTables, a file of drawings, or several
/// sources as parseDataParts() has them. Without it: $DIGITSCOPE_DATA, then the user's data folder, then the synthetic digits. Folders may hold the four files or a folder
/// mnist/ that does.
/// Throws engine::FileError when what was asked for is not there, engine::SettingError when it cannot be understood.
DataLocation findData(const std::optional<std::string>& where);

/// The where that suits a network when nobody says: nullopt for one that reads digits.
std::optional<std::string> dataFor(const engine::Recipe& recipe);

/// Throws engine::Error.
engine::DataSplits readData(const DataLocation& location);

/// "MNIST (60,000 + 10,000)"
std::string describe(const engine::DataSplits& splits);

/// That the model learns from them: their name, what their classes are called, how one draws for them.
void noteData(engine::SavedModel& model, const engine::DataSplits& splits);
