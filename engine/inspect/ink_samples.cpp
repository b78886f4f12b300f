#include "engine/inspect/ink_samples.h"

#include "engine/drawing/stroke_way.h"
#include "engine/synthetic/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine {

InkSamples::InkSamples(std::span<const Stroke> strokes, double step)
{
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        const double length = lengthOf(strokes[i]);
        const Stroke even = evenlySpaced(strokes[i], float(step));
        for (std::size_t k = 0; k < even.size(); ++k) {
            points.push_back(even[k]);
            stroke.push_back(i);
            way.push_back(k + 1 == even.size() ? length : std::min(length, double(k) * step));
        }
    }
}

std::vector<float> distancesTo(std::span<const PenPoint> others, std::span<const PenPoint> points)
{
    std::vector<float> distances(points.size());
    std::ranges::transform(points, distances.begin(), [others](const PenPoint& point) {
        float least = std::numeric_limits<float>::max();
        for (const PenPoint& other : others) {
            const float dx = point.x - other.x, dy = point.y - other.y;
            least = std::min(least, dx * dx + dy * dy);
        }
        return std::sqrt(least);
    });
    return distances;
}

} // namespace engine
