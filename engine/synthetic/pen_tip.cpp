#include "engine/synthetic/pen_tip.h"

#include "engine/drawing/mnist_recipe.h"
#include "engine/synthetic/handwriting_variation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace engine {
namespace {

struct Spot
{
    float x = 0; ///< pixels
    float y = 0;
    float radius = 0;
};

/// Where the line around all spots begins and ends on one axis.
struct Extent
{
    float low = std::numeric_limits<float>::max();
    float high = std::numeric_limits<float>::lowest();

    void include(float place, float radius)
    {
        low = std::min(low, place - radius);
        high = std::max(high, place + radius);
    }
    float length() const { return high - low; }
};

/// Scales and moves the spots so that the inked box's longer side is 20 pixels, radii being what they are.
/// Returns the width and height of the box.
std::array<float, 2> placeInBox(std::vector<std::vector<Spot>>& strokes)
{
    constexpr float wanted = digitBoxSide;
    Extent x, y;
    for (int round = 0;; ++round) {
        x = {}, y = {};
        for (const auto& stroke : strokes) {
            for (const Spot& spot : stroke) {
                x.include(spot.x, spot.radius);
                y.include(spot.y, spot.radius);
            }
        }
        if (round == 3)
            break;
        // Of the extent only the part between the outermost spots grows with the scale; three rounds settle which these are.
        const float longer = std::max(x.length(), y.length());
        const float pen = 2 * strokes.front().front().radius;
        const float scale = (wanted - pen) / std::max(longer - pen, 1.0f);
        for (auto& stroke : strokes) {
            for (Spot& spot : stroke) {
                spot.x *= scale;
                spot.y *= scale;
            }
        }
    }
    for (auto& stroke : strokes) {
        for (Spot& spot : stroke) {
            spot.x -= x.low;
            spot.y -= y.low;
        }
    }
    return {std::min(x.length(), wanted), std::min(y.length(), wanted)};
}

/// How deep in the line each pixel's centre lies; the deepest passage decides, so that crossings leave no seams.
class Depths
{
public:
    Depths(std::size_t width, std::size_t height, float softness)
        : m_width(width)
        , m_height(height)
        , m_softness(softness)
        , m_depths(width * height, -softness)
    {
    }

    void addLine(const Spot& a, const Spot& b)
    {
        const float dx = b.x - a.x, dy = b.y - a.y;
        const float square = dx * dx + dy * dy;
        const float inverse = square > 0 ? 1 / square : 0;
        const float more = b.radius - a.radius;
        const float reach = std::max(a.radius, b.radius) + m_softness / 2;
        const auto [top, bottom] = pixels(std::min(a.y, b.y) - reach, std::max(a.y, b.y) + reach, m_height);
        const auto [left, right] = pixels(std::min(a.x, b.x) - reach, std::max(a.x, b.x) + reach, m_width);
        for (int row = top; row < bottom; ++row) {
            float* depths = m_depths.data() + std::size_t(row) * m_width;
            const float y = float(row) + 0.5f - a.y;
            for (int column = left; column < right; ++column) {
                const float x = float(column) + 0.5f - a.x;
                const float along = std::min(std::max((x * dx + y * dy) * inverse, 0.0f), 1.0f);
                const float offX = x - along * dx, offY = y - along * dy;
                const float depth = a.radius + along * more - std::sqrt(offX * offX + offY * offY);
                depths[column] = std::max(depths[column], depth);
            }
        }
    }

    InkPlane ink() const
    {
        InkPlane plane{m_width, m_height, std::vector<float>(m_depths.size())};
        const float perPixel = 255 / m_softness;
        std::ranges::transform(m_depths, plane.values.begin(), [perPixel](float depth) {
            return std::min(std::max(127.5f + depth * perPixel, 0.0f), 255.0f);
        });
        return plane;
    }

private:
    struct Range
    {
        int begin;
        int end;
    };
    static Range pixels(float low, float high, std::size_t extent)
    {
        return {std::max(int(low), 0), std::min(int(high) + 1, int(extent))};
    }

    std::size_t m_width;
    std::size_t m_height;
    float m_softness;
    std::vector<float> m_depths;
};

} // namespace

PenTip::PenTip(Random& random)
{
    constexpr float half = std::numbers::pi_v<float>;
    m_radius = std::exp(normalWithin(random, std::log(2.45f), 0.29f, std::log(1.4f), std::log(5.0f))) / 2;
    m_softness = random.uniform(0.8f, 1.35f);
    m_pressure = std::max(0.0f, random.uniform(-0.08f, 0.16f));
    m_light = random.uniform() < 0.4f ? random.uniform(0.4f, 1) : 1;
    m_contrast = std::max(0.0f, random.uniform(-0.2f, 0.25f));
    const float tip = random.uniform(-half, half);
    m_tipX = std::cos(tip);
    m_tipY = std::sin(tip);
}

std::vector<float> PenTip::radiiAlong(const Stroke& stroke, Random& random) const
{
    constexpr std::size_t landing = 4; // points over which the pen comes down and goes up
    std::vector<float> radii(stroke.size());
    float press = random.normal();
    for (std::size_t i = 0; i < stroke.size(); ++i) {
        press = 0.9f * press + 0.436f * random.normal(); // changes over ten points, deviation 1
        float width = 1 + m_pressure * press;
        const PenPoint& before = stroke[i - (i > 0)];
        const PenPoint& after = stroke[std::min(i + 1, stroke.size() - 1)];
        const float dx = after.x - before.x, dy = after.y - before.y;
        const float square = dx * dx + dy * dy;
        if (square > 0) // (cos 2a, sin 2a) of the direction beside the tip's
            width *= 1 + m_contrast * ((dx * dx - dy * dy) * m_tipX + 2 * dx * dy * m_tipY) / square;
        const std::size_t fromEnd = std::min(i, stroke.size() - 1 - i);
        if (fromEnd < landing)
            width *= m_light + (1 - m_light) * float(fromEnd) / landing;
        radii[i] = std::clamp(m_radius * width, 0.6f, 3.0f);
    }
    return radii;
}

std::optional<DigitImage> PenTip::draw(std::span<const Stroke> strokes, Random& random) const
{
    std::vector<std::vector<Spot>> lines;
    for (const Stroke& stroke : strokes) {
        if (stroke.empty())
            continue;
        const std::vector<float> radii = radiiAlong(stroke, random);
        auto& line = lines.emplace_back();
        for (std::size_t i = 0; i < stroke.size(); ++i)
            line.push_back({stroke[i].x, stroke[i].y, radii[i]});
    }
    if (lines.empty())
        return {};
    const auto [width, height] = placeInBox(lines);
    Depths depths(std::size_t(std::ceil(width - 0.01f)), std::size_t(std::ceil(height - 0.01f)), m_softness);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            depths.addLine(line[i], line[i + 1]);
        if (line.size() == 1)
            depths.addLine(line[0], line[0]);
    }
    return centredByMass(depths.ink());
}

} // namespace engine
