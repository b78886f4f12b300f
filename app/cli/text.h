#pragma once

#include <cstddef>
#include <string>

namespace cli {

/// 109386 → "109,386"
std::string grouped(std::size_t number);
/// 0.98123, 2 → "0.98"; "-" for what is not a number
std::string fixed(double number, int decimals);
/// At least width bytes, the text at the left or at the right.
std::string left(std::string text, std::size_t width);
std::string right(const std::string& text, std::size_t width);
/// 0.5 → "[===============>              ]"
std::string progressBar(double share);

/// Takes a line on a terminal away, so that another can be written in its place.
constexpr auto clearLine = "\r\x1b[K";

} // namespace cli
