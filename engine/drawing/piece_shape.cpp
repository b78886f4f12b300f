#include "engine/drawing/piece_shape.h"

#include <cmath>
#include <limits>

namespace engine {
namespace {

constexpr std::size_t mostSamples = 64; // a digit's height apart in steps of some 1/20 at the longest

Stroke finitePoints(const Stroke& stroke)
{
    Stroke finite;
    finite.reserve(stroke.size());
    std::ranges::copy_if(stroke, std::back_inserter(finite),
                         [](const PenPoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); });
    return finite;
}

double lengthOf(const PenPoint& a, const PenPoint& b)
{
    return std::hypot(double(b.x) - double(a.x), double(b.y) - double(a.y));
}

std::vector<PenPoint> evenlyAlong(const Stroke& path)
{
    double length = 0;
    for (std::size_t i = 1; i < path.size(); ++i)
        length += lengthOf(path[i - 1], path[i]);
    std::vector<PenPoint> samples{path.front()};
    if (!(length > 0))
        return samples;

    const double step = length / double(mostSamples - 1);
    double next = step; // way to the next sample
    double gone = 0;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const double part = lengthOf(path[i - 1], path[i]);
        while (part > 0 && next <= gone + part && samples.size() < mostSamples - 1) {
            const double share = (next - gone) / part;
            samples.push_back({float(std::lerp(double(path[i - 1].x), double(path[i].x), share)),
                               float(std::lerp(double(path[i - 1].y), double(path[i].y), share))});
            next += step;
        }
        gone += part;
    }
    samples.push_back(path.back());
    return samples;
}

} // namespace

std::vector<PieceShape> shapesOf(std::span<const Stroke> strokes, std::vector<std::size_t>& indices)
{
    std::vector<PieceShape> shapes;
    indices.clear();
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        const Stroke path = finitePoints(strokes[i]);
        if (path.empty())
            continue;
        const auto [left, right] = std::ranges::minmax(path, {}, &PenPoint::x);
        const auto [top, bottom] = std::ranges::minmax(path, {}, &PenPoint::y);
        shapes.push_back({{left.x, top.y, right.x, bottom.y}, evenlyAlong(path)});
        indices.push_back(i);
    }
    return shapes;
}

float distanceBetween(const PieceShape& a, const PieceShape& b)
{
    float least = std::numeric_limits<float>::max();
    for (const PenPoint& p : a.samples) {
        for (const PenPoint& q : b.samples) {
            const float dx = p.x - q.x, dy = p.y - q.y;
            least = std::min(least, dx * dx + dy * dy);
        }
    }
    return std::sqrt(least);
}

} // namespace engine
