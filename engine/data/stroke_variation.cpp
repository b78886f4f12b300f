#include "engine/data/stroke_variation.h"

#include "engine/data/digit_recipe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace engine {
namespace {

// Standard deviations, about half of those between different hands.
constexpr float turnDeviation = 0.08f; ///< radians
constexpr float slantDeviation = 0.1f; ///< sideways per height
constexpr float stretchDeviation = 0.08f; ///< of the logarithm of width over height
constexpr float waveDeviation = 0.02f; ///< of the drawing's size
constexpr float penDeviation = 0.16f; ///< of the logarithm of the pen's width

struct Box
{
    PenPoint centre;
    float size = 0;
};

Box boxOf(std::span<const Stroke> strokes)
{
    float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (const Stroke& stroke : strokes) {
        for (const PenPoint& point : stroke) {
            if (!std::isfinite(point.x) || !std::isfinite(point.y))
                continue;
            left = std::min(left, point.x);
            right = std::max(right, point.x);
            top = std::min(top, point.y);
            bottom = std::max(bottom, point.y);
        }
    }
    // Halved first: the sum of two finite numbers may not be finite.
    return {{left / 2 + right / 2, top / 2 + bottom / 2}, std::max(right - left, bottom - top)};
}

struct Wave
{
    float height = 0;
    float periods = 0; ///< over the drawing
    float phase = 0;

    explicit Wave(Random& random)
        : height(waveDeviation * random.normal())
        , periods(random.uniform(0.5f, 1.5f))
        , phase(random.uniform(0, 2 * std::numbers::pi_v<float>))
    {
    }

    float operator()(float place) const
    {
        return height * std::sin(phase + 2 * std::numbers::pi_v<float> * periods * place);
    }
};

/// What one hand does to all points, in drawings of size 1 about 0.
class Change
{
public:
    explicit Change(Random& random)
        : m_waves{Wave(random), Wave(random), Wave(random), Wave(random)}
    {
        const float turn = turnDeviation * random.normal();
        const float slant = slantDeviation * random.normal();
        const float stretch = std::exp(stretchDeviation * random.normal());
        const float c = std::cos(turn), s = std::sin(turn);
        m_xx = c * stretch;
        m_xy = -c * slant - s;
        m_yx = s * stretch;
        m_yy = c - s * slant;
    }

    PenPoint operator()(const PenPoint& point) const
    {
        const float x = point.x + m_waves[0](point.y) + m_waves[1](point.x);
        const float y = point.y + m_waves[2](point.x) + m_waves[3](point.y);
        return {m_xx * x + m_xy * y, m_yx * x + m_yy * y};
    }

private:
    std::array<Wave, 4> m_waves;
    float m_xx = 1, m_xy = 0, m_yx = 0, m_yy = 1;
};

} // namespace

std::optional<DigitImage> variedDigit(std::span<const Stroke> strokes, Random& random)
{
    const Change change(random);
    const float pen = float(mnistPenWidth) * std::exp(penDeviation * std::clamp(random.normal(), -2.5f, 2.5f));
    const Box box = boxOf(strokes);
    std::vector<Stroke> varied(strokes.begin(), strokes.end());
    if (box.size > 0 && std::isfinite(box.size)) // else it is a dot, which cannot vary, or nothing
        for (Stroke& stroke : varied)
            for (PenPoint& point : stroke)
                point = change({(point.x - box.centre.x) / box.size, (point.y - box.centre.y) / box.size});
    return digitFromStrokes(varied, double(pen));
}

} // namespace engine
