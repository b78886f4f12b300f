#include "engine/drawing/mnist_recipe.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine {
namespace {

struct Point
{
    float x = 0;
    float y = 0;
};

/// How near each pixel's centre is to the path of the pen. The nearest passage decides, so that crossings and
/// repeated strokes leave no seams and no darker spots, as with real ink.
class Nearness
{
public:
    Nearness(std::size_t width, std::size_t height, float penWidth)
        : m_width(width)
        , m_height(height)
        , m_reach(penWidth / 2 + 0.5f)
        , m_squares(width * height, std::numeric_limits<float>::max())
    {
    }

    void addSegment(Point a, Point b)
    {
        const float dx = b.x - a.x;
        const float dy = b.y - a.y;
        const float square = dx * dx + dy * dy;
        const float inverse = square > 0 ? 1 / square : 0;
        const auto [top, bottom] = pixels(std::min(a.y, b.y), std::max(a.y, b.y), m_height);
        for (std::size_t row = top; row < bottom; ++row) {
            const float y = float(row) + 0.5f - a.y;
            // Only the part of the segment that passes within reach of this row can touch it.
            float low = 0, high = 1;
            if (std::abs(dy) > m_reach) {
                const float enter = (y - m_reach) / dy, leave = (y + m_reach) / dy;
                low = std::max(0.0f, std::min(enter, leave));
                high = std::min(1.0f, std::max(enter, leave));
            }
            const float from = a.x + low * dx, to = a.x + high * dx;
            const auto [left, right] = pixels(std::min(from, to), std::max(from, to), m_width);
            float* squares = m_squares.data() + row * m_width;
            for (std::size_t column = left; column < right; ++column) {
                const float x = float(column) + 0.5f - a.x;
                const float along = std::clamp((x * dx + y * dy) * inverse, 0.0f, 1.0f);
                const float offX = x - along * dx;
                const float offY = y - along * dy;
                squares[column] = std::min(squares[column], offX * offX + offY * offY);
            }
        }
    }

    /// The share of each pixel that is inked, its edge being one pixel wide: exact for a straight edge along
    /// the grid, and within a few percent for any other.
    InkPlane ink() const
    {
        InkPlane plane{m_width, m_height, std::vector<float>(m_squares.size())};
        std::ranges::transform(m_squares, plane.values.begin(), [&](float square) {
            return 255 * std::clamp(m_reach - std::sqrt(square), 0.0f, 1.0f);
        });
        return plane;
    }

private:
    struct Range
    {
        std::size_t begin;
        std::size_t end;
    };

    Range pixels(float low, float high, std::size_t extent) const
    {
        const float last = float(extent);
        return {std::size_t(std::clamp(std::floor(low - m_reach), 0.0f, last)),
                std::size_t(std::clamp(std::ceil(high + m_reach), 0.0f, last))};
    }

    std::size_t m_width;
    std::size_t m_height;
    float m_reach;
    std::vector<float> m_squares;
};

bool isFinite(const PenPoint& point)
{
    return std::isfinite(point.x) && std::isfinite(point.y);
}

/// Brings points into pixels of the inked box: pen included, its longer side is boxSide.
class Placement
{
public:
    Placement(std::span<const Stroke> strokes, double penWidth, double boxSide)
        : m_margin(penWidth / 2)
    {
        for (const Stroke& stroke : strokes) {
            for (const PenPoint& point : stroke) {
                if (isFinite(point))
                    include(point);
            }
        }
        const double extent = std::max(m_right - m_left, m_bottom - m_top);
        // Floats near their rounding step are one spot: a dot far from the origin stays a dot.
        const double magnitude
            = std::max({std::abs(m_left), std::abs(m_right), std::abs(m_top), std::abs(m_bottom)});
        const bool isDot = !(extent > magnitude * 4 * double(std::numeric_limits<float>::epsilon()));
        m_scale = isDot ? 0 : (boxSide - penWidth) / extent;
    }

    bool hasInk() const { return m_left <= m_right; }
    std::size_t width() const { return pixels(m_right - m_left); }
    std::size_t height() const { return pixels(m_bottom - m_top); }
    Point operator()(const PenPoint& point) const
    {
        return {float((double(point.x) - m_left) * m_scale + m_margin),
                float((double(point.y) - m_top) * m_scale + m_margin)};
    }

private:
    void include(const PenPoint& point)
    {
        m_left = std::min(m_left, double(point.x));
        m_right = std::max(m_right, double(point.x));
        m_top = std::min(m_top, double(point.y));
        m_bottom = std::max(m_bottom, double(point.y));
    }
    std::size_t pixels(double extent) const
    {
        constexpr double sliver = 1e-6; // 20.0000001 is 20
        return std::size_t(std::ceil(extent * m_scale + 2 * m_margin - sliver));
    }

    // Double, for the extent of two floats may be beyond a float.
    double m_left = std::numeric_limits<double>::infinity();
    double m_right = -std::numeric_limits<double>::infinity();
    double m_top = std::numeric_limits<double>::infinity();
    double m_bottom = -std::numeric_limits<double>::infinity();
    double m_margin;
    double m_scale = 0;
};

void drawStroke(const Stroke& stroke, const Placement& place, Nearness& canvas)
{
    constexpr float shortest
        = 0.05f; // of a pixel; a tablet's million points cost no more than a mouse's hundred
    std::optional<Point> pen;
    std::optional<Point> skipped;
    for (const PenPoint& point : stroke) {
        if (!isFinite(point))
            continue;
        const Point next = place(point);
        if (pen && std::abs(next.x - pen->x) < shortest && std::abs(next.y - pen->y) < shortest) {
            skipped = next;
            continue;
        }
        canvas.addSegment(pen.value_or(next), next);
        pen = next;
        skipped.reset();
    }
    if (skipped)
        canvas.addSegment(*pen, *skipped);
}

} // namespace

std::optional<InkPlane> inkOfStrokes(std::span<const Stroke> strokes, double penWidth, double boxSide)
{
    return inkOfStrokes(strokes, penWidth, boxSide, strokes);
}

std::optional<InkPlane> inkOfStrokes(std::span<const Stroke> some, double penWidth, double boxSide,
                                     std::span<const Stroke> all)
{
    const Placement place(all, penWidth, boxSide);
    if (!place.hasInk())
        return {};
    Nearness canvas(place.width(), place.height(), float(penWidth));
    for (const Stroke& stroke : some)
        drawStroke(stroke, place, canvas);
    return canvas.ink();
}

std::optional<DigitImage> digitFromStrokes(std::span<const Stroke> strokes, double penWidth)
{
    const auto ink = inkOfStrokes(strokes, penWidth, double(digitBoxSide));
    return ink ? std::optional(centredByMass(*ink)) : std::nullopt;
}

} // namespace engine
