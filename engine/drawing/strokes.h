#pragma once

#include <algorithm>
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

/// Upright rectangle; y down.
struct Box
{
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;

    float width() const { return right - left; }
    float height() const { return bottom - top; }
    float longerSide() const { return std::max(width(), height()); }
    float centre() const { return (left + right) / 2; }
    bool operator==(const Box&) const = default;
};

/// The smallest that holds all points; nullopt where there are none.
std::optional<Box> boundsOf(std::span<const Stroke> strokes);

/// The strokes without what lies within radius of the eraser's path. A stroke that is cut in the middle
/// becomes two, split where it enters and leaves the eraser.
std::vector<Stroke> erase(const std::vector<Stroke>& strokes, const Stroke& eraserPath, float radius);

} // namespace engine
