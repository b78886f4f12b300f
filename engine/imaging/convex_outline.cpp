#include "engine/imaging/convex_outline.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace engine {
namespace {

/// Twice the triangle's area; positive where it turns from x towards y.
double turn(const OutlinePoint& a, const OutlinePoint& b, const OutlinePoint& c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// The outermost corners of each row, by x and then y.
std::vector<OutlinePoint> extremesOf(const Mask& mask)
{
    std::vector<OutlinePoint> points;
    for (std::size_t y = 0; y < mask.height(); ++y) {
        std::size_t left = mask.width(), right = 0;
        for (std::size_t x = 0; x < mask.width(); ++x)
            if (mask.at(x, y)) {
                left = std::min(left, x);
                right = x + 1;
            }
        for (const std::size_t row : {y, y + 1})
            if (left < right) {
                points.push_back({double(left), double(row)});
                points.push_back({double(right), double(row)});
            }
    }
    std::ranges::sort(points, {}, [](const OutlinePoint& point) { return std::pair(point.x, point.y); });
    return points;
}

} // namespace

/// Andrew's monotone chain (1979).
ConvexOutline convexHull(const Mask& mask)
{
    const std::vector<OutlinePoint> points = extremesOf(mask);
    ConvexOutline hull;
    const auto add = [&hull](const OutlinePoint& point, std::size_t first) {
        while (hull.size() >= first + 2 && turn(hull[hull.size() - 2], hull.back(), point) <= 0)
            hull.pop_back();
        hull.push_back(point);
    };
    for (const OutlinePoint& point : points)
        add(point, 0);
    const std::size_t half = hull.empty() ? 0 : hull.size() - 1;
    for (std::size_t i = points.size(); i-- > 1;)
        add(points[i - 1], half);
    if (!hull.empty())
        hull.pop_back(); // where it began
    return hull;
}

double areaOf(const ConvexOutline& outline)
{
    double area = 0;
    for (std::size_t i = 0; i + 1 < outline.size(); ++i)
        area += turn(outline[0], outline[i], outline[i + 1]) / 2;
    return std::abs(area);
}

ConvexOutline simplified(ConvexOutline outline, double tolerance)
{
    while (outline.size() > 3) {
        std::size_t nearest = 0;
        double least = tolerance;
        for (std::size_t i = 0; i < outline.size(); ++i) {
            const OutlinePoint& before = outline[(i + outline.size() - 1) % outline.size()];
            const OutlinePoint& after = outline[(i + 1) % outline.size()];
            const double base = std::hypot(after.x - before.x, after.y - before.y);
            const double distance = std::abs(turn(before, after, outline[i])) / std::max(base, 1e-9);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        if (!(least < tolerance))
            break;
        outline.erase(outline.begin() + std::ptrdiff_t(nearest));
    }
    return outline;
}

} // namespace engine
