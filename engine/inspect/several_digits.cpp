#include "engine/inspect/several_digits.h"

#include "engine/inspect/number_prediction.h"
#include "engine/model/calibration.h"

#include <algorithm>

namespace engine {

std::size_t severalDigitsIn(const InkLine& line, std::span<const float> probabilities, std::span<const float> asOne,
                            double threshold, float smallest)
{
    constexpr float leastHeight = 0.3f; // of the tallest
    if (line.groups.pieces() < 2)
        return 0;
    const NumberPrediction number = predictNumber(line, probabilities, true);
    if (number.digits.size() < 2)
        return 0;
    float tallest = 0;
    for (const DigitPrediction& digit : number.digits)
        tallest = std::max(tallest, line.groups.candidates()[digit.candidate].box.height());
    const double one = acceptanceScore(asOne);
    const bool areDigits = std::ranges::all_of(number.digits, [&](const DigitPrediction& digit) {
        const double score = acceptanceScore(digit.probabilities);
        const Box& box = line.groups.candidates()[digit.candidate].box;
        return score >= threshold && score > one && box.height() >= leastHeight * tallest
            && std::max(box.width(), box.height()) >= smallest;
    });
    return areDigits ? number.digits.size() : 0;
}

} // namespace engine
