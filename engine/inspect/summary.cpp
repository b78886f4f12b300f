#include "engine/inspect/summary.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace engine {
namespace {

/// 109386 → "109,386"
std::string grouped(std::size_t number)
{
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            text += ',';
        text += digits[i];
    }
    return text;
}

/// std::setw counts bytes; "×" has two.
std::string padded(std::string text, std::size_t width)
{
    const auto characters = std::size_t(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
    text.append(width > characters ? width - characters : 0, ' ');
    return text;
}

} // namespace

std::vector<SummaryRow> summary(const Sequential& network)
{
    std::vector<SummaryRow> rows;
    for (std::size_t i = 0; i < network.size(); ++i)
        rows.push_back({network.name(i), network.layer(i).spec().kind, network.shapeBefore(i + 1), 0});
    for (const ParameterSlice& slice : network.parameters().slices())
        rows[slice.layer].parameters += slice.size();
    return rows;
}

std::string summaryText(const Sequential& network)
{
    const std::vector<SummaryRow> rows = summary(network);
    std::size_t longest = 18;
    for (const SummaryRow& row : rows)
        longest = std::max(longest, row.name.size());
    std::ostringstream text;
    const auto line = [&text, longest](const std::string& name, const std::string& shape, const std::string& parameters) {
        text << padded(name, longest + 2) << padded(shape, 16) << std::setw(12) << parameters << '\n';
    };
    line("layer", "output shape", "parameters");
    line("input", network.inputShape().text(), "0");
    for (const SummaryRow& row : rows)
        line(row.name, row.outputShape.text(), grouped(row.parameters));
    const ParameterLayout& parameters = network.parameters();
    line("total", "", grouped(parameters.size()));
    line("trainable", "", grouped(parameters.trainable()));
    line("non-trainable", "", grouped(parameters.size() - parameters.trainable()));
    return text.str();
}

} // namespace engine
