#include "app/session/data_location.h"

#include "app/session/data_sum.h"

#include "engine/data/idx.h"
#include "engine/data/logic_tables.h"
#include "engine/errors.h"
#include "engine/synthetic/synthetic_digits.h"

#include <algorithm>
#include <cstdlib>

namespace {

namespace fs = std::filesystem;

/// An empty variable counts as none.
std::optional<fs::path> pathFromEnvironment(const char* variable)
{
    const char* value = std::getenv(variable);
    if (!value || !*value)
        return {};
    return value;
}

/// The folder itself, or its mnist/, whichever has the files.
std::optional<fs::path> idxFolderIn(const fs::path& folder)
{
    for (const fs::path& candidate : {folder, folder / "mnist"}) {
        if (engine::holdsIdxFiles(candidate))
            return candidate;
    }
    return {};
}

std::optional<DataLocation> installedData()
{
    if (const auto folder = pathFromEnvironment("DIGITSCOPE_DATA")) {
        if (const auto found = idxFolderIn(*folder))
            return DataLocation{found, engine::Message("from $DIGITSCOPE_DATA, %1", found->string())};
    }
    if (const auto found = idxFolderIn(userDataFolder()))
        return DataLocation{found, engine::Message("from %1", found->string())};
    return {};
}

/// "neither in $DIGITSCOPE_DATA (/srv/data) nor in /home/…"
engine::Message placesLookedAt()
{
    const auto folder = pathFromEnvironment("DIGITSCOPE_DATA");
    const auto variable = folder ? engine::Message::verbatim(folder->string()) : engine::Message("not set");
    return engine::Message("neither in $DIGITSCOPE_DATA (%1) nor in %2", variable, userDataFolder().string());
}

/// Where the part is read from. A folder without the files is left to the reader, who lists what is missing.
fs::path pathOf(const DataPart& part)
{
    if (!part.isReal())
        return {};
    if (part.path == "mnist") {
        if (const auto installed = installedData())
            return *installed->folder;
        throw engine::FileError("MNIST was found %1; name a folder that holds it, or fetch it: digitscope download",
                                placesLookedAt());
    }
    std::error_code ignored;
    if (part.source == DataPart::Source::Strokes) {
        if (!fs::is_regular_file(part.path, ignored))
            throw engine::FileError("%1 is no file, expected one with a drawing a line", part.path.string());
        return part.path;
    }
    if (!fs::is_directory(part.path, ignored))
        throw engine::FileError("%1 is no folder, expected one with the four MNIST files, \"mnist\", \"synthetic\", "
                                "\"xor\", \"and\", \"or\", or a file of drawings that ends in .jsonl",
                                part.path.string());
    return idxFolderIn(part.path).value_or(part.path);
}

/// 60000 → "60,000"
std::string grouped(std::size_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, ",");
    return digits;
}

} // namespace

fs::path userDataFolder()
{
    // The XDG base directory specification has relative paths ignored.
    auto base = pathFromEnvironment("XDG_DATA_HOME");
    if (!base || base->is_relative())
        base = pathFromEnvironment("HOME").value_or("/") / ".local/share";
    return *base / "digitscope" / "mnist";
}

bool DataLocation::isMade() const
{
    return !folder && std::ranges::none_of(parts, &DataPart::isReal);
}

DataLocation findData(const std::optional<std::string>& where)
{
    if (where == "synthetic")
        return {{}, "as was asked for"};
    if (where && std::ranges::count(engine::logicTables, *where))
        return {{}, engine::Message("all the points that there are"), *where};
    if (!where) {
        if (auto installed = installedData())
            return *installed;
        return {{}, engine::Message("as MNIST was found %1", placesLookedAt())};
    }
    std::vector<DataPart> parts = parseDataParts(*where);
    std::string places;
    for (DataPart& part : parts) {
        part.path = pathOf(part);
        places += part.isReal() ? (places.empty() ? "" : ", ") + part.path.string() : "";
    }
    const engine::Message reason = places.empty() ? engine::Message("as was asked for") : engine::Message("from %1", places);
    const bool isPlain = parts.size() == 1 && parts[0].source == DataPart::Source::Folder && parts[0].suffix.empty();
    if (isPlain)
        return {parts[0].path, reason};
    return {{}, reason, {}, std::move(parts)};
}

std::optional<std::string> dataFor(const engine::Recipe& recipe)
{
    return recipe.data == "digits" ? std::nullopt : std::optional(recipe.data);
}

engine::DataSplits readData(const DataLocation& location)
{
    if (!location.parts.empty())
        return readDataSum(location.parts);
    if (location.folder)
        return engine::readIdxFolder(*location.folder);
    return location.made == "synthetic" ? engine::syntheticSplits() : engine::logicTable(location.made);
}

std::string describe(const engine::DataSplits& splits)
{
    return splits.name + " (" + grouped(splits.train.size()) + " + " + grouped(splits.test.size()) + ")";
}

void noteData(engine::SavedModel& model, const engine::DataSplits& splits)
{
    model.trainedOn = describe(splits);
    model.classes = splits.train.classNames;
    model.input.drawing = splits.drawing;
}
