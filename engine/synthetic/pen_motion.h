#pragma once

#include "engine/drawing/strokes.h"
#include "engine/tensor/random.h"

namespace engine {

/// How a pen follows what it is meant to write: a quick one cuts corners and shrinks loops, comes in late, goes on too
/// long or leaves a hook where it lands and lifts, and stays on the paper between strokes; a shaky one trembles.
class PenMotion
{
public:
    explicit PenMotion(Random& random);

    /// Strokes whose pen may stay down from one to the next.
    void joinStrokes(std::vector<Stroke>& paths, Random& random) const;
    /// path: intended, in units of 1/100 of a digit's height. Returns points evenly spaced along what is written.
    Stroke follow(const Stroke& path, Random& random) const;
    /// To be done last, for no warp makes a pen steadier.
    void tremble(Stroke& path, Random& random) const;

private:
    float m_cutting = 0; ///< how far the pen's path runs ahead of itself: units along it
    float m_tremor = 0; ///< units
    float m_carelessEnds = 0; ///< units
    float m_hooks = 0; ///< chance at each end
    bool m_staysDown = false;
};

} // namespace engine
