#include "engine/drawing/strokes.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

struct Vector
{
    double x = 0;
    double y = 0;
};

Vector operator-(const PenPoint& a, const PenPoint& b)
{
    return {double(a.x) - b.x, double(a.y) - b.y};
}

double dot(const Vector& a, const Vector& b)
{
    return a.x * b.x + a.y * b.y;
}

double cross(const Vector& a, const Vector& b)
{
    return a.x * b.y - a.y * b.x;
}

PenPoint between(const PenPoint& a, const PenPoint& b, double t)
{
    return {float(a.x + t * (double(b.x) - a.x)), float(a.y + t * (double(b.y) - a.y))};
}

/// The part of a segment from a to b that is meant, as shares of the way; nothing when empty.
struct Interval
{
    double begin = 1;
    double end = 0;

    bool isEmpty() const { return !(begin < end); }
    void include(const Interval& other)
    {
        if (other.isEmpty())
            return;
        *this = isEmpty() ? other : Interval{std::min(begin, other.begin), std::max(end, other.end)};
    }
    void clip(double low, double high)
    {
        begin = std::max(begin, low);
        end = std::min(end, high);
    }
};

constexpr Interval wholeLine{-1e300, 1e300};

/// Where the line a + t·along is within radius of the centre: |a - centre + t·along|² = radius², a quadratic
/// in t.
Interval insideCircle(const Vector& fromCentre, const Vector& along, double radius)
{
    const double square = dot(along, along);
    const double half = dot(fromCentre, along);
    const double rest = dot(fromCentre, fromCentre) - radius * radius;
    if (square == 0)
        return rest <= 0 ? wholeLine : Interval{};
    const double discriminant = half * half - square * rest;
    if (!(discriminant > 0))
        return {};
    const double root = std::sqrt(discriminant);
    return {(-half - root) / square, (-half + root) / square};
}

/// Where low <= value + t·slope <= high.
Interval insideSlab(double value, double slope, double low, double high)
{
    if (slope == 0)
        return value >= low && value <= high ? wholeLine : Interval{};
    const double first = (low - value) / slope;
    const double second = (high - value) / slope;
    return {std::min(first, second), std::max(first, second)};
}

/// The part of the segment a b within radius of the segment c d: a capsule is the union of two discs and the
/// rectangle between them, and convex, so the union of the three intervals is one interval.
Interval insideCapsule(const PenPoint& a, const PenPoint& b, const PenPoint& c, const PenPoint& d,
                       double radius)
{
    const Vector along = b - a;
    Interval inside = insideCircle(a - c, along, radius);
    inside.include(insideCircle(a - d, along, radius));

    const Vector axis = d - c;
    const double length = std::sqrt(dot(axis, axis));
    if (length > 0) {
        Interval rectangle = insideSlab(dot(a - c, axis) / length, dot(along, axis) / length, 0, length);
        const Interval across
            = insideSlab(cross(axis, a - c) / length, cross(axis, along) / length, -radius, radius);
        rectangle.clip(across.begin, across.end);
        inside.include(rectangle);
    }
    inside.clip(0, 1);
    return inside;
}

class Eraser
{
public:
    Eraser(const Stroke& path, float radius)
        : m_path(path)
        , m_radius(double(radius))
    {
        const auto [left, right] = std::ranges::minmax(path, {}, &PenPoint::x);
        const auto [top, bottom] = std::ranges::minmax(path, {}, &PenPoint::y);
        m_low = {left.x - m_radius, top.y - m_radius};
        m_high = {right.x + m_radius, bottom.y + m_radius};
    }

    /// The parts of a b that go, sorted and not overlapping.
    std::vector<Interval> erased(const PenPoint& a, const PenPoint& b) const
    {
        std::vector<Interval> parts;
        if (isFarFrom(a, b))
            return parts;
        const std::size_t segments = std::max<std::size_t>(1, m_path.size() - 1); // a tap is a disc
        for (std::size_t i = 0; i < segments; ++i) {
            const PenPoint& next = m_path[std::min(i + 1, m_path.size() - 1)];
            if (const Interval inside = insideCapsule(a, b, m_path[i], next, m_radius); !inside.isEmpty())
                parts.push_back(inside);
        }
        return merged(std::move(parts));
    }

private:
    bool isFarFrom(const PenPoint& a, const PenPoint& b) const
    {
        return std::max(a.x, b.x) < m_low.x || std::min(a.x, b.x) > m_high.x || std::max(a.y, b.y) < m_low.y
            || std::min(a.y, b.y) > m_high.y;
    }

    static std::vector<Interval> merged(std::vector<Interval> parts)
    {
        std::ranges::sort(parts, {}, &Interval::begin);
        std::vector<Interval> apart;
        for (const Interval& part : parts) {
            if (!apart.empty() && part.begin <= apart.back().end)
                apart.back().end = std::max(apart.back().end, part.end);
            else
                apart.push_back(part);
        }
        return apart;
    }

    const Stroke& m_path;
    double m_radius;
    Vector m_low, m_high;
};

void eraseFrom(const Stroke& stroke, const Eraser& eraser, std::vector<Stroke>& kept)
{
    if (stroke.size() == 1) {
        if (eraser.erased(stroke[0], stroke[0]).empty())
            kept.push_back(stroke);
        return;
    }
    Stroke piece;
    const auto finishPiece = [&] {
        if (piece.size() > 1) // what a cut leaves of a single point is nothing
            kept.push_back(std::move(piece));
        piece.clear();
    };
    for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
        const auto erased = eraser.erased(stroke[i], stroke[i + 1]);
        if (piece.empty() && (erased.empty() || erased.front().begin > 0))
            piece.push_back(stroke[i]);
        for (const Interval& gone : erased) {
            if (gone.begin > 0)
                piece.push_back(between(stroke[i], stroke[i + 1], gone.begin));
            finishPiece();
            if (gone.end < 1)
                piece.push_back(between(stroke[i], stroke[i + 1], gone.end));
        }
        if (erased.empty() || erased.back().end < 1)
            piece.push_back(stroke[i + 1]);
    }
    finishPiece();
}

} // namespace

std::optional<Box> boundsOf(std::span<const Stroke> strokes)
{
    std::optional<Box> bounds;
    for (const Stroke& stroke : strokes) {
        for (const PenPoint& point : stroke) {
            if (!bounds)
                bounds = {point.x, point.y, point.x, point.y};
            bounds->left = std::min(bounds->left, point.x);
            bounds->top = std::min(bounds->top, point.y);
            bounds->right = std::max(bounds->right, point.x);
            bounds->bottom = std::max(bounds->bottom, point.y);
        }
    }
    return bounds;
}

std::vector<Stroke> erase(const std::vector<Stroke>& strokes, const Stroke& eraserPath, float radius)
{
    if (eraserPath.empty())
        return strokes;
    const Eraser eraser(eraserPath, radius);
    std::vector<Stroke> kept;
    for (const Stroke& stroke : strokes) {
        if (!stroke.empty())
            eraseFrom(stroke, eraser, kept);
    }
    return kept;
}

} // namespace engine
