#include "app/cli/text.h"

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

} // namespace cli
