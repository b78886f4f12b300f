#include "engine/drawing/writer_transform.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <utility>

namespace engine {
namespace {

constexpr double least = 0.02, greatest = 50; ///< of what a direction may be stretched by

/// What is not worth a word.
constexpr double smallAngle = 3; ///< degrees
constexpr double sameAngle = 8; ///< between what upright and what level strokes are turned by
constexpr double smallStretch = 1.12;

struct Direction
{
    double x = 0;
    double y = 0;

    double length() const { return std::hypot(x, y); }
};

double degrees(double radians)
{
    return radians * 180 / std::numbers::pi;
}

double determinant(const WriterTransform& map)
{
    return map.xx * map.yy - map.xy * map.yx;
}

/// In (-180, 180].
double between(double from, double to)
{
    return std::remainder(to - from, 360.0);
}

std::string rounded(double value, int decimals)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

std::string degreesText(double angle)
{
    return rounded(std::abs(angle), 0) + "°";
}

/// "a, b and c"
std::string listed(const std::vector<std::string>& parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

} // namespace

bool isUsable(const WriterTransform& map)
{
    const double area = determinant(map);
    const double stretch = std::sqrt(map.xx * map.xx + map.xy * map.xy + map.yx * map.yx + map.yy * map.yy);
    // The greater singular value is no more than the Frobenius norm; the lesser is the determinant by the greater.
    return std::isfinite(stretch) && stretch >= least && stretch <= greatest && std::abs(area) >= least * stretch;
}

std::vector<Stroke> transformed(std::span<const Stroke> strokes, const WriterTransform& map)
{
    std::vector<Stroke> result(strokes.begin(), strokes.end());
    if (map.isNone())
        return result;
    for (Stroke& stroke : result)
        for (PenPoint& point : stroke) {
            const double x = double(point.x), y = double(point.y);
            point = {float(map.xx * x + map.xy * y), float(map.yx * x + map.yy * y)};
        }
    return result;
}

StrokeSample transformed(StrokeSample drawing, const WriterTransform& map)
{
    drawing.strokes = transformed(drawing.strokes, map);
    return drawing;
}

std::vector<StrokeSample> transformed(std::vector<StrokeSample> drawings, const WriterTransform& map)
{
    for (StrokeSample& drawing : drawings)
        drawing = transformed(std::move(drawing), map);
    return drawings;
}

std::string writerInWords(const WriterTransform& map)
{
    if (map.isNone())
        return {};
    // The writer does the map's inverse; but for the area, its columns are these.
    const bool isMirrored = determinant(map) < 0;
    const double sign = isMirrored ? -1 : 1;
    Direction level{map.yy * sign, -map.yx * sign}; // where a stroke to the right goes
    const Direction up{map.xy * sign, -map.xx * sign}; // where a stroke upwards goes
    if (isMirrored)
        level = {-level.x, -level.y};
    const double turnOfLevel = degrees(std::atan2(level.y, level.x)); // clockwise, for y grows downwards
    const double turnOfUpright = degrees(std::atan2(up.x, -up.y));
    const double difference = between(turnOfLevel, turnOfUpright);

    std::vector<std::string> parts;
    if (isMirrored)
        parts.emplace_back("mirrored");
    if (std::abs(difference) <= sameAngle) {
        const double turn = between(0, turnOfLevel + difference / 2);
        if (std::abs(turn) >= smallAngle)
            parts.push_back("turned by " + degreesText(turn) + (turn > 0 ? " clockwise" : " anticlockwise"));
    } else {
        if (std::abs(turnOfUpright) >= smallAngle)
            parts.push_back("leaning " + degreesText(turnOfUpright) + (turnOfUpright > 0 ? " to the right" : " to the left"));
        if (std::abs(turnOfLevel) >= smallAngle)
            parts.push_back((turnOfLevel > 0 ? "falling by " : "rising by ") + degreesText(turnOfLevel));
    }
    const double width = level.length() / up.length();
    if (width < 1 / smallStretch)
        parts.push_back("squeezed to " + rounded(width, 1) + " of the width");
    else if (width > smallStretch)
        parts.push_back("stretched to " + rounded(width, 1) + " times the width");
    return parts.empty() ? "a little unlike most" : listed(parts);
}

} // namespace engine
