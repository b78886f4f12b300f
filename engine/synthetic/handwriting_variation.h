#pragma once

#include "engine/drawing/strokes.h"
#include "engine/tensor/random.h"

#include <array>

namespace engine {

/// How one writer varies all strokes of a digit: it slants, turns and stretches them, gives more room to one half than
/// to the other, and bends the whole in slow waves. Smooth, so that a line stays a line.
class HandwritingVariation
{
public:
    explicit HandwritingVariation(Random& random);

    /// In the box of 100×100 that templates are drawn in, and a little beyond.
    PenPoint operator()(const PenPoint& point) const;

private:
    struct Wave
    {
        float height = 0;
        float radiansPerUnit = 0;
        float phase = 0;

        float operator()(float place) const;
    };

    float m_xx = 1, m_xy = 0, m_yx = 0, m_yy = 1; ///< the affine part
    float m_spread = 0; ///< how much wider the foot is than the middle, as a share
    float m_bend = 0; ///< how far the middle stands out to the right
    float m_moreAbove = 0; ///< how far the waist sinks
    float m_moreLeft = 0;
    std::array<Wave, 4> m_waves;
};

/// Normal, but never beyond low and high.
float normalWithin(Random& random, float mean, float deviation, float low, float high);

} // namespace engine
