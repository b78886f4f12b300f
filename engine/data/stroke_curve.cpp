#include "engine/data/stroke_curve.h"

#include <cmath>

namespace engine {
namespace {

constexpr int steps = 5; ///< from one point to the next

PenPoint mix(const PenPoint& a, const PenPoint& b, float share)
{
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

float knotSpan(const PenPoint& a, const PenPoint& b)
{
    return std::sqrt(std::hypot(b.x - a.x, b.y - a.y));
}

/// The point that share of the way from points[i] to the next.
PenPoint at(const Stroke& points, std::size_t i, float share)
{
    const PenPoint& b = points[i];
    const PenPoint& c = points[i + 1];
    // Beyond an end or a corner the curve goes on straight.
    const bool beginsHere = i == 0 || points[i - 1] == b;
    const bool endsHere = i + 2 == points.size() || points[i + 2] == c;
    const PenPoint a = beginsHere ? mix(c, b, 2) : points[i - 1];
    const PenPoint d = endsHere ? mix(b, c, 2) : points[i + 2];

    // Barry and Goldman's pyramid over the knots t0 … t3.
    const float t1 = knotSpan(a, b), t2 = t1 + knotSpan(b, c), t3 = t2 + knotSpan(c, d);
    const float t = t1 + share * (t2 - t1);
    const PenPoint ab = mix(a, b, t / t1);
    const PenPoint bc = mix(b, c, (t - t1) / (t2 - t1));
    const PenPoint cd = mix(c, d, (t - t2) / (t3 - t2));
    return mix(mix(ab, bc, t / t2), mix(bc, cd, (t - t1) / (t3 - t1)), share);
}

} // namespace

Stroke smoothCurve(const Stroke& points)
{
    if (points.empty())
        return {};
    Stroke path{points.front()};
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        if (points[i] == points[i + 1])
            continue;
        for (int step = 1; step <= steps; ++step)
            path.push_back(at(points, i, float(step) / steps));
    }
    return path;
}

} // namespace engine
