#include "app/views/activations/histogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>

int Histogram::total() const
{
    return std::accumulate(counts.begin(), counts.end(), zeros + notFinite);
}

int Histogram::greatestCount() const
{
    return counts.empty() ? 0 : *std::ranges::max_element(counts);
}

double Histogram::binWidth() const
{
    return (double(highest) - double(lowest)) / double(counts.size());
}

Histogram histogramOf(std::span<const float> values, float lowest, float highest, int bins)
{
    Histogram histogram{.lowest = lowest, .highest = highest, .counts = std::vector<int>(std::size_t(bins))};
    const double width = histogram.binWidth();
    for (const float value : values) {
        if (value == 0)
            ++histogram.zeros;
        else if (!std::isfinite(value))
            ++histogram.notFinite;
        else {
            const double bin = std::floor((double(value) - double(lowest)) / width);
            ++histogram.counts[std::size_t(std::clamp(bin, 0.0, double(bins - 1)))];
        }
    }
    return histogram;
}
