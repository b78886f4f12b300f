#include "app/cli/text.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace cli {

std::string grouped(std::size_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, ",");
    return digits;
}

std::string fixed(double number, int decimals)
{
    if (std::isnan(number))
        return "-";
    std::ostringstream text;
    text << std::fixed << std::setprecision(decimals) << number;
    return text.str();
}

std::string left(std::string text, std::size_t width)
{
    text.append(width > text.size() ? width - text.size() : 0, ' ');
    return text;
}

std::string right(const std::string& text, std::size_t width)
{
    return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

std::string progressBar(double share)
{
    constexpr std::size_t width = 30;
    const auto filled = std::size_t(std::clamp(share, 0.0, 1.0) * double(width));
    std::string text(width, ' ');
    std::fill_n(text.begin(), filled, '=');
    if (filled < width)
        text[filled] = '>';
    return "[" + text + "]";
}

} // namespace cli
