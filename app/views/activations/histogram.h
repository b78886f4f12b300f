#pragma once

#include <span>
#include <vector>

/// How often numbers occur: in bins of equal width, and apart from them those that are exactly 0.
struct Histogram
{
    float lowest = 0; ///< where the first bin begins, and
    float highest = 0; ///< … the last one ends
    std::vector<int> counts; ///< of numbers that are not 0, a bin each
    int zeros = 0;
    int notFinite = 0; ///< in no bin: infinite, or not a number

    int total() const;
    int greatestCount() const;
    double binWidth() const;
};

/// A bin holds what is not below its begin and below its end; what lies beyond the last bins is counted in them.
Histogram histogramOf(std::span<const float> values, float lowest, float highest, int bins);
