#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// Labels and predictions are bytes, one of which is no class, see noClass.
constexpr std::size_t maxClasses = 255;

/// "0", "1", …: what classes are called that nobody has named.
std::vector<std::string> numberedClasses(std::size_t count);
/// Whether they are called by their numbers, as digits are.
bool areNumbered(std::span<const std::string> names);

/// What a class is called: its name, or its number where it has none.
std::string className(std::span<const std::string> names, std::size_t index);

/// classes.txt in a folder, or else labels.txt: one name a line, that of label 0 first. Nothing: neither is there.
/// Throws FileError.
std::optional<std::vector<std::string>> readClassNames(const std::filesystem::path& folder);

/// A data set that many people have a copy of.
struct KnownData
{
    std::string name;
    std::vector<std::string> classNames;
};

/// By its labels, whatever its folder is called. Null: none that the program knows.
const KnownData* knownByLabels(std::span<const std::uint8_t> train, std::span<const std::uint8_t> test);
/// By the name of a folder: "mnist", "fashion-mnist".
const KnownData* knownByFolder(const std::string& name);

} // namespace engine
