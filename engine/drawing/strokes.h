#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// x to the right, y down, any unit and any origin.
struct PenPoint
{
    float x = 0;
    float y = 0;

    bool operator==(const PenPoint&) const = default;
};

/// One pen-down-to-pen-up path in drawing order; a single point is a dot.
using Stroke = std::vector<PenPoint>;

/// A drawing, and what it is said to show.
struct StrokeSample
{
    std::vector<Stroke> strokes;
    std::optional<int> label; ///< [0, 9]; nullopt when nobody says, or when it is no digit
    bool isLabelled = false; ///< a label was given, be it "null" for no digit
    std::optional<std::string> number; ///< of several digits: "2026"
    std::optional<std::string> writer;
};

/// The smallest box around points; of none, right is left of left.
struct StrokeBounds
{
    float left = std::numeric_limits<float>::infinity();
    float top = std::numeric_limits<float>::infinity();
    float right = -std::numeric_limits<float>::infinity();
    float bottom = -std::numeric_limits<float>::infinity();

    float longerSide() const { return std::max(right - left, bottom - top); }
};

StrokeBounds boundsOf(std::span<const Stroke> strokes);

/// The strokes without what lies within radius of the eraser's path. A stroke that is cut in the middle
/// becomes two, split where it enters and leaves the eraser.
std::vector<Stroke> erase(const std::vector<Stroke>& strokes, const Stroke& eraserPath, float radius);

} // namespace engine
