#include "engine/synthetic/handwriting_variation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine {
namespace {

constexpr float middle = 50;
constexpr float turn = 2 * std::numbers::pi_v<float>;

/// 1 in the middle of the box, 0 at its borders, and there for everything beyond.
float bulge(float fromMiddle)
{
    const float share = fromMiddle / middle;
    return std::max(0.0f, 1 - share * share);
}

} // namespace

float normalWithin(Random& random, float mean, float deviation, float low, float high)
{
    return std::clamp(mean + deviation * random.normal(), low, high);
}

float HandwritingVariation::Wave::operator()(float place) const
{
    return height * std::sin(phase + radiansPerUnit * place);
}

HandwritingVariation::HandwritingVariation(Random& random)
{
    const float rotation = normalWithin(random, 0, 0.1f, -0.3f, 0.3f);
    const float slant = normalWithin(random, 0.1f, 0.27f, -0.55f, 0.95f); // most people lean to the right
    const float stretch = std::exp(normalWithin(random, 0.03f, 0.25f, -0.65f, 0.6f)); // width over height
    const float c = std::cos(rotation), s = std::sin(rotation);
    m_xx = c * stretch;
    m_xy = -c * slant - s;
    m_yx = s * stretch;
    m_yy = c - s * slant;
    m_spread = normalWithin(random, 0, 0.17f, -0.4f, 0.4f);
    m_bend = normalWithin(random, 0, 7, -18, 18);
    m_moreAbove = normalWithin(random, 0, 8, -18, 18);
    m_moreLeft = normalWithin(random, 0, 6, -16, 16);
    for (Wave& wave : m_waves)
        wave = {random.uniform(-4.5f, 4.5f), random.uniform(0.5f, 1.6f) * turn / 100, random.uniform(0, turn)};
}

PenPoint HandwritingVariation::operator()(const PenPoint& point) const
{
    const float fromX = point.x - middle, fromY = point.y - middle;
    const float x = (fromX + m_moreLeft * bulge(fromX)) * (1 + m_spread * fromY / middle) + m_bend * bulge(fromY)
        + m_waves[0](point.y) + m_waves[1](point.x);
    const float y = fromY + m_moreAbove * bulge(fromY) + m_waves[2](point.x) + m_waves[3](point.y);
    return {middle + m_xx * x + m_xy * y, middle + m_yx * x + m_yy * y};
}

} // namespace engine
