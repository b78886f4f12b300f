#include "engine/inspect/number_prediction.h"

#include <algorithm>

namespace engine {

std::string NumberPrediction::text() const
{
    std::string digitsInOrder;
    for (const DigitPrediction& prediction : digits)
        digitsInOrder += std::to_string(prediction.digit);
    return digitsInOrder;
}

NumberPrediction predictNumber(const InkLine& line, std::span<const float> probabilities, bool isTrained)
{
    const std::size_t candidates = line.images.size();
    if (candidates == 0)
        return {};
    const std::size_t classes = probabilities.size() / candidates;
    const auto of = [&](std::size_t candidate) { return probabilities.subspan(candidate * classes, classes); };
    std::vector<float> confidence;
    for (std::size_t i = 0; isTrained && i < candidates; ++i)
        confidence.push_back(std::ranges::max(of(i)));

    NumberPrediction prediction;
    for (const std::size_t candidate : line.groups.best(confidence)) {
        const auto own = of(candidate);
        prediction.digits.push_back({int(std::ranges::max_element(own) - own.begin()), {own.begin(), own.end()}, candidate});
    }
    return prediction;
}

} // namespace engine
