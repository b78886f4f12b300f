#include "engine/recipe/spec.h"

#include "engine/errors.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace engine {
namespace {

/// As a person would write it: 1000000, not the shorter 1e+06.
std::string textOf(double value)
{
    std::array<char, 32> digits{};
    char* const first = digits.data();
    char* const last = first + digits.size();
    const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
    const auto end = whole ? std::to_chars(first, last, value, std::chars_format::fixed).ptr
                           : std::to_chars(first, last, value).ptr;
    return {first, end};
}

std::string listOf(const std::vector<std::string>& names)
{
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list;
}

Message quoted(const std::string& text)
{
    return Message("\"%1\"", text);
}

SettingError wrong(const Spec& spec, const SettingInfo& setting, const Message& found, const Message& expected)
{
    return SettingError("%1: %2 is %3, expected %4", spec.kind, setting.name, found, expected);
}

Message rangeOf(const SettingInfo& setting)
{
    return Message("%1 to %2", textOf(setting.minimum), textOf(setting.maximum));
}

/// The value in the setting's own type; an integer is taken for a real, nothing else is converted.
SettingValue checked(const Spec& spec, const SettingInfo& setting, const SettingValue& value)
{
    if (std::holds_alternative<std::string>(setting.initial)) {
        const auto* text = std::get_if<std::string>(&value);
        if (!text)
            throw wrong(spec, setting, Message("a number"), Message("one of %1", listOf(setting.choices)));
        if (!std::ranges::count(setting.choices, *text))
            throw wrong(spec, setting, quoted(*text), Message("one of %1", listOf(setting.choices)));
        return *text;
    }

    const auto* integer = std::get_if<std::int64_t>(&value);
    const auto* real = std::get_if<double>(&value);
    if (!integer && !real)
        throw wrong(spec, setting, quoted(std::get<std::string>(value)), Message("a number from %1", rangeOf(setting)));
    const double number = integer ? double(*integer) : *real;
    if (!(number >= setting.minimum && number <= setting.maximum)) // also refuses NaN
        throw wrong(spec, setting, Message::verbatim(textOf(number)), rangeOf(setting));
    if (std::holds_alternative<double>(setting.initial))
        return number;
    if (number != std::floor(number))
        throw wrong(spec, setting, Message::verbatim(textOf(number)), Message("a whole number from %1", rangeOf(setting)));
    return std::int64_t(number);
}

} // namespace

std::int64_t Spec::integer(const std::string& name) const
{
    return std::get<std::int64_t>(settings.at(name));
}

double Spec::real(const std::string& name) const
{
    const SettingValue& value = settings.at(name);
    const auto* integer = std::get_if<std::int64_t>(&value);
    return integer ? double(*integer) : std::get<double>(value);
}

const std::string& Spec::text(const std::string& name) const
{
    return std::get<std::string>(settings.at(name));
}

const KindInfo& findKind(std::span<const KindInfo> kinds, std::string_view kind, const Message& what)
{
    const auto found = std::ranges::find(kinds, kind, &KindInfo::kind);
    if (found != kinds.end())
        return *found;
    std::vector<std::string> names;
    for (const KindInfo& known : kinds)
        names.push_back(known.kind);
    throw SettingError("there is no %1 \"%2\", expected one of %3", what, kind, listOf(names));
}

Spec complete(const Spec& spec, std::span<const KindInfo> kinds, const Message& what)
{
    const KindInfo& info = findKind(kinds, spec.kind, what);
    Spec result{spec.kind, {}};
    for (const SettingInfo& setting : info.settings) {
        const auto given = spec.settings.find(setting.name);
        result.settings[setting.name]
            = given == spec.settings.end() ? setting.initial : checked(spec, setting, given->second);
    }
    for (const auto& [name, value] : spec.settings) {
        if (result.settings.contains(name))
            continue;
        std::vector<std::string> names;
        for (const SettingInfo& setting : info.settings)
            names.push_back(setting.name);
        if (names.empty())
            throw SettingError("%1 has no setting \"%2\", it has none", spec.kind, name);
        throw SettingError("%1 has no setting \"%2\", expected one of %3", spec.kind, name, listOf(names));
    }
    return result;
}

} // namespace engine
