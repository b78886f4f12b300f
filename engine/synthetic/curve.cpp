#include "engine/synthetic/curve.h"

#include <cmath>

namespace engine {
namespace {

constexpr int linesBetweenPoints = 6;

PenPoint mix(const PenPoint& a, const PenPoint& b, float share)
{
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

float distance(const PenPoint& a, const PenPoint& b)
{
    const float dx = b.x - a.x, dy = b.y - a.y;
    return std::sqrt(dx * dx + dy * dy);
}

/// One piece of the curve, from b to c; a and d are its neighbours. Barry and Goldman's pyramid over the knots t0 … t3.
class Piece
{
public:
    Piece(const PenPoint& a, const PenPoint& b, const PenPoint& c, const PenPoint& d)
        : m_points{a, b, c, d}
        , m_t1(knotSpan(a, b))
        , m_t2(m_t1 + knotSpan(b, c))
        , m_t3(m_t2 + knotSpan(c, d))
    {
    }

    PenPoint at(float share) const
    {
        const auto& [a, b, c, d] = m_points;
        const float t = m_t1 + share * (m_t2 - m_t1);
        const PenPoint ab = mix(a, b, t / m_t1);
        const PenPoint bc = mix(b, c, share);
        const PenPoint cd = mix(c, d, (t - m_t2) / (m_t3 - m_t2));
        return mix(mix(ab, bc, t / m_t2), mix(bc, cd, (t - m_t1) / (m_t3 - m_t1)), share);
    }

private:
    static float knotSpan(const PenPoint& a, const PenPoint& b) { return std::sqrt(distance(a, b)); }

    PenPoint m_points[4];
    float m_t1, m_t2, m_t3;
};

} // namespace

Stroke curveThrough(const Stroke& points)
{
    Stroke path{points.front()};
    path.reserve(points.size() * linesBetweenPoints);
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const PenPoint& b = points[i];
        const PenPoint& c = points[i + 1];
        if (b == c)
            continue;
        // Beyond an end or a corner the curve goes on straight.
        const bool beginsHere = i == 0 || points[i - 1] == b;
        const bool endsHere = i + 2 == points.size() || points[i + 2] == c;
        const Piece piece(beginsHere ? mix(c, b, 2) : points[i - 1], b, c, endsHere ? mix(b, c, 2) : points[i + 2]);
        for (int line = 1; line < linesBetweenPoints; ++line)
            path.push_back(piece.at(float(line) / linesBetweenPoints));
        path.push_back(c);
    }
    return path;
}

Stroke evenlySpaced(const Stroke& path, float step)
{
    Stroke spaced{path.front()};
    float wanted = step; // along the line that comes next
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const float length = distance(path[i], path[i + 1]);
        for (; wanted <= length; wanted += step)
            spaced.push_back(mix(path[i], path[i + 1], wanted / length));
        wanted -= length;
    }
    if (spaced.back() != path.back())
        spaced.push_back(path.back());
    return spaced;
}

} // namespace engine
