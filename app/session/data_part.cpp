#include "app/session/data_part.h"

#include "engine/errors.h"

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace {

namespace fs = std::filesystem;

// More is a slip of the pen, and would fill the memory.
constexpr std::size_t mostMade = 1'000'000;
constexpr std::size_t mostRepetitions = 100;

struct Made
{
    std::string_view name;
    DataPart::Source source;
};

/// What the program makes itself.
constexpr std::array made{Made{"synthetic", DataPart::Source::Synthetic}, Made{"nondigits", DataPart::Source::NonDigits}};

[[noreturn]] void refuse(std::string_view part, const engine::Message& why)
{
    throw engine::SettingError("the data \"%1\": %2", part, why);
}

template<typename Number>
std::optional<Number> numberOf(std::string_view text)
{
    Number number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

bool exists(std::string_view path)
{
    std::error_code ignored;
    return fs::exists(fs::path(path), ignored);
}

/// What stands behind the last such sign, taken off text, if it is there and all of it is a number.
template<typename Number>
std::optional<Number> takeNumber(std::string_view& text, char sign)
{
    const std::size_t place = text.rfind(sign);
    if (place == std::string_view::npos)
        return {};
    const auto number = numberOf<Number>(text.substr(place + 1));
    if (number)
        text = text.substr(0, place);
    return number;
}

void choose(engine::SampleChoices& choices, std::string_view choice, std::string_view part)
{
    const std::size_t equals = choice.find('=');
    const std::string_view key = choice.substr(0, equals);
    auto* chosen = key == "only" ? &choices.only
        : key == "test"          ? &choices.test
        : key == "validation"    ? &choices.validation
                                 : nullptr;
    if (!chosen || equals == std::string_view::npos)
        refuse(part, engine::Message("[%1] is no choice, expected [only=…], [test=…] or [validation=…]", choice));
    if (*chosen)
        refuse(part, engine::Message("[%1=…] is given twice, expected one with commas: [%1=1-3,7]", key));
    *chosen = engine::SampleChoice(choice.substr(equals + 1));
}

void takeChoices(std::string_view& text, engine::SampleChoices& choices, std::string_view part)
{
    while (text.ends_with(']')) {
        const std::size_t begin = text.rfind('[');
        if (begin == std::string_view::npos)
            refuse(part, "a ] has no [ before it");
        choose(choices, text.substr(begin + 1, text.size() - begin - 2), part);
        text = text.substr(0, begin);
    }
}

void readSource(DataPart& part, std::string_view source, std::string_view whole)
{
    for (const Made& known : made) {
        if (source != known.name && !source.starts_with(std::string(known.name) + ":"))
            continue;
        part.source = known.source;
        if (source == known.name)
            return;
        const auto count = numberOf<std::size_t>(source.substr(known.name.size() + 1));
        if (!count || *count == 0 || *count > mostMade)
            refuse(whole, "expected how many are to be made after the colon, 1 to 1000000, as in synthetic:40000");
        part.count = *count;
        return;
    }
    part.path = fs::path(source);
    part.source = source.ends_with(".jsonl") ? DataPart::Source::Strokes : DataPart::Source::Folder;
}

DataPart parsePart(std::string_view text)
{
    DataPart part;
    std::string_view rest = text;
    if (!exists(text)) { // else its name looks like more than it is
        if (const auto repetitions = takeNumber<std::size_t>(rest, '*')) {
            part.repetitions = *repetitions;
            if (part.repetitions == 0 || part.repetitions > mostRepetitions)
                refuse(text, "it can be taken 1 to 100 times");
        }
        takeChoices(rest, part.choices, text);
        const auto seed = exists(rest) ? std::nullopt : takeNumber<std::uint64_t>(rest, '@');
        part.seed = seed.value_or(part.seed);
    }
    if (rest.empty())
        refuse(text, "it names no source, expected mnist, a folder, a file of drawings (.jsonl), synthetic or nondigits");
    readSource(part, rest, text);
    part.suffix = part.path.empty() ? std::string(text) : std::string(text.substr(rest.size()));
    if (part.source == DataPart::Source::Folder && part.choices.nameWriters())
        refuse(text, "pictures in IDX files tell no writers; choose all, none or the last so many, as in [test=last10000]");
    if (!part.isReal() && part.choices.areGiven())
        refuse(text, "what the program makes has no choice of samples, only how many: synthetic:40000");
    return part;
}

} // namespace

std::vector<DataPart> parseDataParts(const std::string& text)
{
    if (exists(text))
        return {parsePart(text)};
    std::vector<DataPart> parts;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && (text[i] == '[' || text[i] == ']'))
            depth += text[i] == '[' ? 1 : -1;
        if (i < text.size() && (text[i] != '+' || depth > 0))
            continue;
        if (i == begin)
            refuse(text, "there is nothing before or after a +");
        parts.push_back(parsePart(std::string_view(text).substr(begin, i - begin)));
        begin = i + 1;
    }
    return parts;
}
