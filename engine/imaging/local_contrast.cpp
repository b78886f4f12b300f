#include "engine/imaging/local_contrast.h"

#include "engine/imaging/median.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

/// The extreme of each window of 2·radius + 1 along lines of `length` numbers, `step` apart: three passes whatever the
/// radius (van Herk 1992; Gil and Werman 1993).
template<typename Pick>
void filterLines(std::vector<float>& values, std::size_t lines, std::size_t lineStep, std::size_t length, std::size_t step,
                 std::size_t radius, Pick pick)
{
    const std::size_t window = 2 * radius + 1;
    std::vector<float> padded(length + 2 * radius), ahead(padded.size()), behind(padded.size());
    for (std::size_t line = 0; line < lines; ++line) {
        float* first = values.data() + line * lineStep;
        for (std::size_t i = 0; i < padded.size(); ++i) {
            const std::size_t at = std::clamp(i, radius, radius + length - 1) - radius; // the rim goes on outside
            padded[i] = first[at * step];
        }
        for (std::size_t i = 0; i < padded.size(); ++i)
            ahead[i] = i % window == 0 ? padded[i] : pick(ahead[i - 1], padded[i]);
        for (std::size_t i = padded.size(); i-- > 0;)
            behind[i] = i + 1 == padded.size() || (i + 1) % window == 0 ? padded[i] : pick(behind[i + 1], padded[i]);
        for (std::size_t i = 0; i < length; ++i)
            first[i * step] = pick(behind[i], ahead[i + window - 1]);
    }
}

template<typename Pick>
void filter(InkPlane& plane, std::size_t radius, Pick pick)
{
    filterLines(plane.values, plane.height, plane.width, plane.width, 1, radius, pick);
    filterLines(plane.values, plane.width, 1, plane.height, plane.width, radius, pick);
}

float larger(float a, float b)
{
    return std::max(a, b);
}

float smaller(float a, float b)
{
    return std::min(a, b);
}

/// The mean of each pixel and its neighbours: grain would lift the extremes that the filters look for.
InkPlane smoothed(const InkPlane& plane)
{
    InkPlane result = plane;
    for (std::size_t y = 0; y < plane.height; ++y) {
        for (std::size_t x = 0; x < plane.width; ++x) {
            float sum = 0;
            int count = 0;
            for (std::size_t ny = y - (y > 0); ny <= std::min(y + 1, plane.height - 1); ++ny) {
                for (std::size_t nx = x - (x > 0); nx <= std::min(x + 1, plane.width - 1); ++nx, ++count)
                    sum += plane.values[ny * plane.width + nx];
            }
            result.values[y * plane.width + x] = sum / float(count);
        }
    }
    return result;
}

/// Ink is the lesser part of what surrounds it, so that brightness less its local mean is skewed to the side of the ink. A
/// shadow's edge is not skewed, and a loop's inside is no ink however narrow it is.
bool inkIsLight(const InkPlane& plane, std::size_t radius)
{
    const std::size_t stride = plane.width + 1;
    std::vector<double> sums(stride * (plane.height + 1)); // of all that lies above and to the left
    for (std::size_t y = 0; y < plane.height; ++y) {
        double row = 0;
        for (std::size_t x = 0; x < plane.width; ++x) {
            row += double(plane.values[y * plane.width + x]);
            sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
        }
    }
    double skew = 0;
    for (std::size_t y = 0; y < plane.height; ++y) {
        const std::size_t top = y - std::min(y, radius), bottom = std::min(y + radius + 1, plane.height);
        for (std::size_t x = 0; x < plane.width; ++x) {
            const std::size_t left = x - std::min(x, radius), right = std::min(x + radius + 1, plane.width);
            const double sum = sums[bottom * stride + right] - sums[top * stride + right] - sums[bottom * stride + left]
                + sums[top * stride + left];
            const double above = double(plane.values[y * plane.width + x]) - sum / double((bottom - top) * (right - left));
            skew += above * above * above;
        }
    }
    return skew > 0;
}

/// Takes the paper's own contrast, which is not 0 because the filters find its lightest grains, away; returns its spread.
float level(InkPlane& contrast, const Mask& paper)
{
    std::vector<float> spread;
    for (std::size_t i = 0; i < contrast.values.size(); ++i)
        if (paper.places()[i])
            spread.push_back(contrast.values[i]);
    const float typical = median(spread);
    for (float& value : spread)
        value = std::abs(value - typical);
    for (std::size_t i = 0; i < contrast.values.size(); ++i)
        contrast.values[i] = paper.places()[i] ? std::max(0.0f, contrast.values[i] - typical) : 0;
    return 1.4826f * median(std::move(spread)); // the standard deviation of normal noise
}

} // namespace

float toLocalContrast(InkPlane& brightness, const Mask& paper, bool isSheet)
{
    const InkPlane smooth = smoothed(brightness);
    const std::size_t shorter = std::min(smooth.width, smooth.height), longer = std::max(smooth.width, smooth.height);
    // Wider than a pen, narrower than the paper in a shadow.
    const std::size_t radius = std::max<std::size_t>(1, std::max(shorter / 4, longer / 8) / 2);

    if (!isSheet && inkIsLight(smooth, 2 * radius)) {
        // Opening: light things narrower than the window become what lies round them.
        InkPlane board = smooth;
        filter(board, radius, smaller);
        filter(board, radius, larger);
        for (std::size_t i = 0; i < board.values.size(); ++i)
            brightness.values[i] = smooth.values[i] - board.values[i];
    } else {
        // Closing: the same with dark things; edges of wider ones stay where they are. Light falls on ink as on paper, so
        // that their ratio counts.
        InkPlane light = smooth;
        for (std::size_t i = 0; i < light.values.size(); ++i)
            if (!paper.places()[i])
                light.values[i] = 0; // lightens nothing; nor does it darken, for from anywhere near the sheet is seen
        filter(light, radius, larger);
        filter(light, radius, smaller);
        for (std::size_t i = 0; i < light.values.size(); ++i)
            brightness.values[i] = 255 * std::max(0.0f, 1 - smooth.values[i] / std::max(light.values[i], 16.0f));
    }
    return level(brightness, paper);
}

} // namespace engine
