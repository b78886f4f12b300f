#include "engine/inspect/several_digits.h"

#include "engine/inspect/number_prediction.h"
#include "engine/model/calibration.h"

#include <algorithm>

namespace engine {

std::size_t severalDigitsIn(const InkLine& line, std::span<const float> probabilities, std::span<const float> asOne,
                            double threshold, float smallest)
{
    constexpr float leastHeight = 0.3f; // of the tallest
    // In heights. Of 7,494 pen digits one in several strokes is wider. A network that has never seen a squeezed line may
    // be surer of it than of its digits.
    constexpr float widestDigit = 1.5f;
    if (line.groups.pieces() < 2)
        return 0;
    const NumberPrediction number = predictNumber(line, probabilities, true);
    if (number.digits.size() < 2)
        return 0;
    const auto boxOf = [&line](const DigitPrediction& digit) -> const Box& {
        return line.groups.candidates()[digit.candidate].box;
    };
    Box all = boxOf(number.digits.front());
    float tallest = 0;
    for (const DigitPrediction& digit : number.digits) {
        tallest = std::max(tallest, boxOf(digit).height());
        all = united(all, boxOf(digit));
    }
    const bool isTooWide = all.width() > widestDigit * all.height();
    const double one = acceptanceScore(asOne);
    const bool areDigits = std::ranges::all_of(number.digits, [&](const DigitPrediction& digit) {
        const double score = acceptanceScore(digit.probabilities);
        const Box& box = boxOf(digit);
        return score >= threshold && (isTooWide || score > one) && box.height() >= leastHeight * tallest
            && std::max(box.width(), box.height()) >= smallest;
    });
    return areDigits ? number.digits.size() : 0;
}

} // namespace engine
