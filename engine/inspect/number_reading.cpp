#include "engine/inspect/number_reading.h"

#include <algorithm>

namespace engine {

std::string NumberReading::text() const
{
    std::string digitsInOrder;
    for (const DigitReading& reading : digits)
        digitsInOrder += std::to_string(reading.digit);
    return digitsInOrder;
}

NumberReading readNumber(const InkLine& line, std::span<const float> probabilities, bool isTrained)
{
    const std::size_t candidates = line.images.size();
    if (candidates == 0)
        return {};
    const std::size_t classes = probabilities.size() / candidates;
    const auto of = [&](std::size_t candidate) { return probabilities.subspan(candidate * classes, classes); };
    std::vector<float> confidence;
    for (std::size_t i = 0; isTrained && i < candidates; ++i)
        confidence.push_back(std::ranges::max(of(i)));

    NumberReading reading;
    for (const std::size_t candidate : line.groups.best(confidence)) {
        const auto own = of(candidate);
        reading.digits.push_back({int(std::ranges::max_element(own) - own.begin()), {own.begin(), own.end()}, candidate});
    }
    return reading;
}

} // namespace engine
