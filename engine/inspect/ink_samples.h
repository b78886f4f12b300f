#pragma once

#include "engine/drawing/strokes.h"

#include <cstddef>
#include <span>
#include <vector>

namespace engine {

/// A drawing as points that lie evenly along its strokes, for distances.
struct InkSamples
{
    std::vector<PenPoint> points{};
    std::vector<std::size_t> stroke{}; ///< which one each is on
    std::vector<double> way{}; ///< and how far along

    /// strokes: none empty, all points finite. step > 0; the ends of each stroke are among them.
    InkSamples(std::span<const Stroke> strokes, double step);

    std::size_t size() const { return points.size(); }
};

/// How far each point is from the nearest of the others; far away where there are none.
std::vector<float> distancesTo(std::span<const PenPoint> others, std::span<const PenPoint> points);

} // namespace engine
