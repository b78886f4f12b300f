#include "engine/data/class_names.h"

#include "engine/errors.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace engine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longestName = 60; // bytes
constexpr std::size_t longestFile = 64 * 1024;

struct Known
{
    const char* folder;
    unsigned long trainSum; ///< CRC-32 of the labels alone
    unsigned long testSum;
    KnownData data;
};

const std::array<Known, 2>& knownData()
{
    static const std::array<Known, 2> known{{
        {"mnist", 0xba07e8ef, 0xee8604d9, {"MNIST", numberedClasses(10)}},
        {"fashion-mnist",
         0x2ed6e46a,
         0x242bc73f,
         {"Fashion-MNIST",
          {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"}}},
    }};
    return known;
}

unsigned long sumOf(std::span<const std::uint8_t> bytes)
{
    return crc32(0, bytes.data(), uInt(bytes.size()));
}

std::string contentOf(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string text(longestFile + 1, '\0');
    stream.read(text.data(), std::streamsize(text.size()));
    text.resize(std::size_t(std::max<std::streamsize>(0, stream.gcount())));
    if (stream.bad() || text.empty())
        throw FileError("%1 is empty or cannot be read, expected one class name a line", file.string());
    if (text.size() > longestFile)
        throw FileError("%1 is longer than any list of class names, expected one name a line", file.string());
    return text;
}

std::vector<std::string> linesOf(std::string text)
{
    if (text.starts_with("\xef\xbb\xbf")) // the mark that some editors put first
        text.erase(0, 3);
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else if (c != '\r')
            lines.back() += c == '\t' ? ' ' : c;
    }
    for (std::string& line : lines) {
        const auto first = line.find_first_not_of(' ');
        line = first == std::string::npos ? "" : line.substr(first, line.find_last_not_of(' ') - first + 1);
    }
    while (!lines.empty() && lines.back().empty())
        lines.pop_back();
    return lines;
}

void check(const fs::path& file, const std::vector<std::string>& names)
{
    const auto refuse = [&file](std::size_t line, const Message& what) {
        throw FileError("%1 line %2: %3", file.string(), line + 1, what);
    };
    if (names.empty() || names.size() > maxClasses)
        throw FileError("%1 has %2 names, expected 1 to %3, one a line", file.string(), names.size(), maxClasses);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].empty())
            refuse(i, "there is no name, expected one for each class");
        if (names[i].size() > longestName)
            refuse(i, Message("the name is too long, expected at most %1 bytes", longestName));
        if (std::ranges::any_of(names[i], [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }))
            refuse(i, "the name has characters that cannot be shown, expected plain text");
        const auto same = std::ranges::find(names, names[i]);
        if (std::size_t(same - names.begin()) < i)
            refuse(i, Message("\"%1\" is the name of class %2 already, expected another for each", names[i],
                              same - names.begin()));
    }
}

} // namespace

std::vector<std::string> numberedClasses(std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i)
        names.push_back(std::to_string(i));
    return names;
}

bool areNumbered(std::span<const std::string> names)
{
    return std::ranges::equal(names, numberedClasses(names.size()));
}

std::string className(std::span<const std::string> names, std::size_t index)
{
    return index < names.size() ? names[index] : std::to_string(index);
}

std::optional<std::vector<std::string>> readClassNames(const fs::path& folder)
{
    for (const char* name : {"classes.txt", "labels.txt"}) {
        const fs::path file = folder / name;
        std::error_code ignored;
        if (!fs::is_regular_file(file, ignored))
            continue;
        const std::vector<std::string> names = linesOf(contentOf(file));
        check(file, names);
        return names;
    }
    return {};
}

const KnownData* knownByLabels(std::span<const std::uint8_t> train, std::span<const std::uint8_t> test)
{
    if (train.size() != 60'000 || test.size() != 10'000)
        return nullptr;
    for (const Known& known : knownData())
        if (known.trainSum == sumOf(train) && known.testSum == sumOf(test))
            return &known.data;
    return nullptr;
}

const KnownData* knownByFolder(const std::string& name)
{
    for (const Known& known : knownData())
        if (name == known.folder)
            return &known.data;
    return nullptr;
}

} // namespace engine
