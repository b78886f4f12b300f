#include "engine/data/sample_choice.h"

#include "engine/errors.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace engine {
namespace {

std::optional<std::size_t> numberOf(std::string_view text)
{
    std::size_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

} // namespace

SampleChoice::SampleChoice(std::string_view text)
{
    constexpr std::string_view last = "last";
    if (text == "all" || text == "none") {
        m_kind = text == "all" ? Kind::All : Kind::None;
        return;
    }
    if (const auto count = text.starts_with(last) ? numberOf(text.substr(last.size())) : std::nullopt) {
        m_kind = Kind::Last;
        m_last = *count;
        return;
    }
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        addWriters(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

void SampleChoice::addWriters(std::string_view entry)
{
    if (entry.empty())
        throw SettingError("a choice of samples is empty before or after a comma, expected writers such as 1-22,30, "
                           "last1000, all or none");
    Writers writers{.name = std::string(entry)};
    if (const std::size_t dash = entry.find('-'); dash != std::string_view::npos) {
        const auto first = numberOf(entry.substr(0, dash));
        const auto last = numberOf(entry.substr(dash + 1));
        if (first && last && *first > *last)
            throw SettingError("the writers %1 are none, expected the smaller number first", writers.name);
        if (first && last)
            writers = {.name = {}, .first = *first, .last = *last};
    }
    m_writers.push_back(std::move(writers));
}

bool SampleChoice::holds(std::size_t index, std::size_t count, const std::optional<std::string>& writer) const
{
    switch (m_kind) {
    case Kind::All:
        return true;
    case Kind::None:
        return false;
    case Kind::Last:
        return index + m_last >= count;
    case Kind::Writers:
        break;
    }
    if (!writer)
        return false;
    const auto number = numberOf(*writer);
    return std::ranges::any_of(m_writers, [&](const Writers& some) {
        return some.name == *writer || (number && some.first <= *number && *number <= some.last);
    });
}

SampleRole SampleChoices::roleOf(std::size_t index, std::size_t count, const std::optional<std::string>& writer) const
{
    const auto holds = [&](const std::optional<SampleChoice>& choice) { return choice && choice->holds(index, count, writer); };
    if (only && !holds(only))
        return SampleRole::LeftOut;
    if (holds(test))
        return SampleRole::Test;
    return holds(validation) ? SampleRole::Validation : SampleRole::Train;
}

bool SampleChoices::nameWriters() const
{
    return std::ranges::any_of(std::initializer_list<const std::optional<SampleChoice>*>{&only, &test, &validation},
                               [](const auto* choice) { return *choice && (*choice)->namesWriters(); });
}

DataSplits dealt(DataSplits splits, const SampleChoices& choices)
{
    if (!choices.areGiven())
        return splits;
    assert(!choices.nameWriters());
    const Dataset all = std::move(splits.train);
    const Dataset none{.sampleShape = all.sampleShape, .pixels = {}, .labels = {}, .classNames = all.classNames};
    splits.train = none;
    if (choices.test)
        splits.test = none;
    if (splits.validation.size() == 0)
        splits.validation = none;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const SampleRole role = choices.roleOf(i, all.size());
        if (role == SampleRole::LeftOut)
            continue;
        Dataset& part = role == SampleRole::Train ? splits.train : role == SampleRole::Test ? splits.test : splits.validation;
        const auto sample = all.sample(i);
        part.pixels.insert(part.pixels.end(), sample.begin(), sample.end());
        part.labels.push_back(all.labels[i]);
    }
    return splits;
}

} // namespace engine
