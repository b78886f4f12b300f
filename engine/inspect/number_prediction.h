#pragma once

#include "engine/imaging/ink_line.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// One digit of a number.
struct DigitPrediction
{
    int digit = 0; ///< the likeliest class
    std::vector<float> probabilities;
    std::size_t candidate = 0; ///< of the line's groups
};

/// A number, digit by digit from left to right; of none where the line holds no ink.
struct NumberPrediction
{
    std::vector<DigitPrediction> digits;

    /// "2026"
    std::string text() const;
};

/// Which groups of the line are its digits, and what they say. probabilities: [candidates, classes], what a network says
/// of line.images. isTrained: what it says means something, and has a say in the grouping.
NumberPrediction predictNumber(const InkLine& line, std::span<const float> probabilities, bool isTrained);

} // namespace engine
