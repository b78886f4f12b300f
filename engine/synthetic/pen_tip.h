#pragma once

#include "engine/drawing/digit_image.h"
#include "engine/tensor/random.h"

namespace engine {

/// A pen whose line is not everywhere as wide: pressed more or less along the way, lighter where it lands and lifts, or
/// with a slanted tip that writes wide lines in one direction and narrow ones across. Its ink has hard or soft edges.
class PenTip
{
public:
    /// Widths and softness as in MNIST, where half of the strokes are wider than 2.5 pixels and nine in ten between 1.7 and 4.
    explicit PenTip(Random& random);

    /// The strokes by MNIST's recipe. Points: finite, evenly spaced by about a pixel of the result. nullopt without strokes.
    std::optional<DigitImage> draw(std::span<const Stroke> strokes, Random& random) const;

private:
    std::vector<float> radiiAlong(const Stroke& stroke, Random& random) const;

    float m_radius = 1.25f; ///< pixels
    float m_softness = 1; ///< pixels from full ink to none
    float m_pressure = 0; ///< deviation of the width along the way, as a share
    float m_light = 1; ///< share of the width with which the pen lands and lifts
    float m_contrast = 0; ///< of the slanted tip, as a share
    float m_tipX = 1, m_tipY = 0; ///< the direction, doubled in angle, in which it writes widest
};

} // namespace engine
