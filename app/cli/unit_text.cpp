#include "app/cli/unit_text.h"

#include "app/cli/console.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace cli {
namespace {

std::optional<std::vector<std::size_t>> numbersIn(std::string_view text)
{
    std::vector<std::size_t> numbers;
    for (const char* at = text.data();; ++at) {
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(at, end, numbers.emplace_back());
        if (error != std::errc())
            return {};
        if (rest == end)
            return numbers;
        if (*rest != ',')
            return {};
        at = rest;
    }
}

UnitText unitText(const std::string& text)
{
    const std::size_t colon = text.find(':');
    if (colon != std::string::npos && colon > 0)
        if (auto numbers = numbersIn(std::string_view(text).substr(colon + 1)))
            return {text.substr(0, colon), std::move(*numbers)};
    throw UsageError("--unit " + text + ": expected LAYER:NUMBER, the layer as info names it and the unit counted from 0, as in "
                     "--unit dense_1:3");
}

} // namespace

std::vector<UnitText> unitTexts(std::span<const std::string> texts)
{
    std::vector<UnitText> all;
    for (const std::string& text : texts)
        all.push_back(unitText(text));
    return all;
}

std::vector<engine::Unit> unitsOf(const engine::Sequential& network, std::span<const UnitText> texts)
{
    std::vector<engine::Unit> units;
    for (const UnitText& text : texts) {
        const std::size_t layer = engine::layerNamed(network, text.layer);
        for (const std::size_t index : text.indices) {
            engine::requireUnit(network, {layer, index});
            units.push_back({layer, index});
        }
    }
    return units;
}

} // namespace cli
