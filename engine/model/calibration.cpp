#include "engine/model/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace engine {

void temper(std::span<float> probabilities, std::size_t width, double temperature)
{
    if (temperature == 1)
        return;
    const double power = 1 / temperature;
    for (std::size_t begin = 0; begin + width <= probabilities.size(); begin += width) {
        const auto row = probabilities.subspan(begin, width);
        const double largest = double(*std::ranges::max_element(row));
        if (!(largest > 0))
            continue;
        if (width == 1) {
            const double yes = std::pow(double(row[0]), power);
            row[0] = float(yes / (yes + std::pow(std::max(0.0, 1 - double(row[0])), power)));
            continue;
        }
        // Of the share of the largest, so that a high power makes none of them vanish but those that do not count.
        double sum = 0;
        for (const float value : row)
            sum += std::pow(std::max(0.0, double(value)) / largest, power);
        for (float& value : row)
            value = float(std::pow(std::max(0.0, double(value)) / largest, power) / sum);
    }
}

double acceptanceScore(std::span<const float> row)
{
    assert(!row.empty());
    const auto fourthRoot = [](double value) { return std::sqrt(std::sqrt(std::max(0.0, value))); };
    double sum = row.size() == 1 ? fourthRoot(1 - double(row[0])) : 0;
    double largest = sum;
    for (const float value : row) {
        const double root = fourthRoot(double(value));
        largest = std::max(largest, root);
        sum += root;
    }
    return sum > 0 ? largest / sum : 0;
}

double jointThreshold(std::span<const Calibration> members)
{
    assert(!members.empty());
    double sum = 0;
    for (const Calibration& member : members)
        sum += member.threshold;
    return sum / double(members.size());
}

} // namespace engine
