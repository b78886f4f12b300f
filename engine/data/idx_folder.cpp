#include "engine/data/class_names.h"
#include "engine/data/idx.h"
#include "engine/errors.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

namespace engine {
namespace {

namespace fs = std::filesystem;

/// One of the four files, by its usual name and by the words that tell it in other names.
struct Role
{
    const char* stem;
    const char* kind;
    std::array<const char*, 2> split;
    const char* content;
};

constexpr std::array<Role, 4> roles{{
    {"train-images", "idx3-ubyte", {"train", "train"}, "image"},
    {"train-labels", "idx1-ubyte", {"train", "train"}, "label"},
    {"t10k-images", "idx3-ubyte", {"t10k", "test"}, "image"},
    {"t10k-labels", "idx1-ubyte", {"t10k", "test"}, "label"},
}};

struct FourFiles
{
    std::array<std::optional<fs::path>, 4> found;
    std::string missing; ///< the names, separated by commas; empty when all are there
    std::optional<Message> ambiguous; ///< names that may be the same file of the four
};

bool isFile(const fs::path& path)
{
    std::error_code ignored; // a folder that may not be entered holds no files for us
    return fs::is_regular_file(path, ignored);
}

std::optional<fs::path> withUsualName(const fs::path& folder, const Role& role)
{
    for (const char* joint : {"-", "."}) { // some copies of MNIST are named train-images.idx3-ubyte, with a dot
        for (const char* ending : {"", ".gz"}) {
            const fs::path path = folder / (std::string(role.stem) + joint + role.kind + ending);
            if (isFile(path))
                return path;
        }
    }
    return {};
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return text;
}

bool plays(const Role& role, const std::string& name)
{
    const auto has = [&name](const char* word) { return name.find(word) != std::string::npos; };
    const bool isIdx = has("idx") && (name.ends_with("ubyte") || name.ends_with("idx") || name.ends_with(".gz"));
    return isIdx && has(role.content) && (has(role.split[0]) || has(role.split[1]));
}

/// Without the ending that says how a file is packed.
std::string unpacked(const std::string& name)
{
    return name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name;
}

/// By the words in its name, when just one file has them ("emnist-letters-train-images-idx3-ubyte.gz").
std::optional<fs::path> withOtherName(const fs::path& folder, const Role& role, std::optional<Message>& ambiguous)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (plays(role, lowered(name)) && isFile(entry->path()))
            names.push_back(name);
    }
    std::ranges::sort(names); // the plain file before the packed one
    const auto same = std::ranges::unique(names, {}, unpacked);
    names.erase(same.begin(), same.end());
    if (names.size() == 1)
        return folder / names.front();
    if (names.size() > 1 && !ambiguous)
        ambiguous = Message("%1 and %2", names[0], names[1]);
    return {};
}

FourFiles lookFor(const fs::path& folder)
{
    FourFiles files;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        files.found[i] = withUsualName(folder, roles[i]);
        if (!files.found[i])
            files.found[i] = withOtherName(folder, roles[i], files.ambiguous);
        if (!files.found[i])
            files.missing += (files.missing.empty() ? "" : ", ") + (std::string(roles[i].stem) + "-" + roles[i].kind);
    }
    return files;
}

std::string folderName(const fs::path& folder)
{
    const auto whole = fs::weakly_canonical(folder);
    return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

std::size_t highestLabel(const DataSplits& splits)
{
    return std::max(*std::ranges::max_element(splits.train.labels), *std::ranges::max_element(splits.test.labels));
}

void nameClasses(const fs::path& folder, DataSplits& splits)
{
    const std::size_t highest = highestLabel(splits);
    splits.name = folderName(folder);
    const KnownData* known = knownByLabels(splits.train.labels, splits.test.labels);
    if (!known)
        known = knownByFolder(splits.name); // a part of it
    std::vector<std::string> names = numberedClasses(std::max<std::size_t>(2, highest + 1));
    if (known && highest < known->classNames.size()) {
        splits.name = known->name;
        names = known->classNames;
    }
    if (const auto given = readClassNames(folder)) {
        if (highest >= given->size())
            throw FileError("%1: the class names are %2, but label %3 occurs; expected a line for each class, that of "
                            "label 0 first", folder.string(), given->size(), highest);
        names = *given;
    }
    splits.train.classNames = splits.test.classNames = names;
}

} // namespace

DataSplits readIdxFolder(const fs::path& folder)
{
    const FourFiles files = lookFor(folder);
    if (files.ambiguous)
        throw FileError("%1 has %2, expected one file each of training images, training labels, test images and test "
                        "labels", folder.string(), *files.ambiguous);
    if (!files.missing.empty())
        throw FileError("%1 lacks %2 (gzip or not).", folder.string(), files.missing);
    DataSplits splits{.name = {},
                      .train = readIdx(*files.found[0], *files.found[1]),
                      .test = readIdx(*files.found[2], *files.found[3])};
    if (splits.train.sampleShape != splits.test.sampleShape)
        throw FileError("%1: the test images are %2, expected %3 as the training images.",
                        folder.string(), splits.test.sampleShape.text(), splits.train.sampleShape.text());
    nameClasses(folder, splits);
    splits.drawing = drawingStyleOf(splits.train.pixels, splits.train.sampleShape[1], splits.train.sampleShape[2]);
    return splits;
}

bool holdsIdxFiles(const fs::path& folder)
{
    return lookFor(folder).missing.empty();
}

} // namespace engine
