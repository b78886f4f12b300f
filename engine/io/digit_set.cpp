#include "engine/io/digit_set.h"

#include "engine/drawing/stroke_file.h"
#include "engine/errors.h"
#include "engine/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <span>

namespace engine {
namespace {

namespace fs = std::filesystem;

/// Keys stay in their order.
using OrderedJson = nlohmann::ordered_json;

std::string textOf(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream || fs::is_directory(file))
        throw FileError("%1 cannot be opened.", file.string());
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad())
        throw FileError("%1 cannot be read to its end.", file.string());
    return text;
}

void writeText(const std::string& text, const fs::path& file)
{
    std::error_code ignored; // writing tells the cause
    fs::create_directories(file.parent_path(), ignored);
    const auto bytes = std::as_bytes(std::span(text));
    writeFileAtomically(file, {&bytes, 1});
}

std::vector<std::string> linesOf(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string line(text.substr(0, end));
        if (line.ends_with('\r'))
            line.pop_back();
        lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

} // namespace

std::shared_ptr<const UserDigit> userDigit(std::vector<Stroke> strokes, std::optional<int> label, std::optional<std::string> writer)
{
    StrokeSample sample{.strokes = std::move(strokes), .label = label, .isLabelled = true, .number = {}, .writer = std::move(writer)};
    std::string line = toJsonLine(sample);
    return std::make_shared<const UserDigit>(UserDigit{std::move(sample), std::move(line)});
}

std::shared_ptr<const UserDigit> relabelled(const UserDigit& digit, std::optional<int> label)
{
    UserDigit changed = digit;
    changed.sample.label = label;
    changed.sample.isLabelled = true;
    OrderedJson object = OrderedJson::parse(digit.line);
    object["label"] = label ? OrderedJson(*label) : OrderedJson();
    changed.line = object.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
    return std::make_shared<const UserDigit>(std::move(changed));
}

DigitFile readDigits(const fs::path& file, Missing missing)
{
    std::error_code ignored;
    if (missing == Missing::IsEmpty && !fs::exists(file, ignored))
        return {};
    DigitFile content;
    std::size_t number = 0;
    for (std::string& line : linesOf(textOf(file))) {
        ++number;
        if (isBlank(line))
            continue;
        try {
            StrokeSample sample = strokeSampleFrom(line);
            if (sample.number)
                throw Error("a number of several digits, expected one digit");
            content.digits.push_back(std::make_shared<const UserDigit>(UserDigit{std::move(sample), std::move(line)}));
        } catch (const Error& error) {
            content.unread.push_back({number, error.message(), std::move(line)});
        }
    }
    return content;
}

void writeDigits(const UserDigits& digits, const fs::path& file)
{
    std::string text;
    for (const auto& digit : digits)
        text.append(digit->line).append("\n");
    writeText(text, file);
}

fs::path saveUnread(const std::vector<UnreadLine>& lines, const fs::path& file)
{
    fs::path beside = file;
    beside.replace_extension(".unread.jsonl");
    std::error_code ignored;
    std::string text = fs::exists(beside, ignored) ? textOf(beside) : std::string();
    if (!text.empty() && !text.ends_with('\n'))
        text += '\n';
    const auto before = linesOf(text);
    std::set<std::string> known(before.begin(), before.end());
    const std::size_t length = text.size();
    for (const UnreadLine& line : lines)
        if (known.insert(line.text).second)
            text.append(line.text).append("\n");
    if (text.size() != length)
        writeText(text, beside);
    return beside;
}

} // namespace engine
