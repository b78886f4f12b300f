#include "engine/inspect/plain_changes.h"

#include "engine/drawing/stroke_way.h"
#include "engine/inspect/ink_samples.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

namespace engine {
namespace {

// In pixels of the picture.
constexpr std::array erasedFromAnEnd{3.0, 6.0, 10.0, 15.0, 22.0};
constexpr std::array erasedInTheMiddle{4.0, 8.0};
constexpr std::array ledOn{4.0, 8.0};
constexpr double leastLeft = 2; ///< of a stroke that is not erased whole
constexpr double shortestLine = 3, longestLine = 16; ///< from ink to ink
constexpr double betweenPlaces = 4;

// However long the ink is, a scribble is not searched more finely than so many places on it.
constexpr double mostSamples = 400, mostPlaces = 30, mostParts = 40;

double lengthOfAll(std::span<const Stroke> strokes)
{
    return std::transform_reduce(strokes.begin(), strokes.end(), 0.0, std::plus{},
                                 [](const Stroke& stroke) { return lengthOf(stroke); });
}

/// In units of the drawing.
class PlainChanges
{
public:
    PlainChanges(std::span<const Stroke> strokes, double pixel)
        : m_strokes(strokes)
        , m_pixel(pixel)
        , m_ink(strokes, std::max(pixel, lengthOfAll(strokes) / mostSamples))
        , m_places(strokes, std::max(betweenPlaces * pixel, lengthOfAll(strokes) / mostPlaces))
    {
    }

    std::vector<InkChange> all()
    {
        for (std::size_t i = 0; i < m_strokes.size(); ++i) {
            eraseParts(i);
            leadOn(i, true);
            leadOn(i, false);
        }
        drawLines();
        drawBars();
        return std::move(m_changes);
    }

private:
    void eraseParts(std::size_t index)
    {
        const double length = lengthOf(m_strokes[index]);
        const auto erase = [&](double from, double to) {
            m_changes.push_back({.kind = InkChange::Kind::Erase, .stroke = index, .from = from, .to = to});
        };
        erase(0, length);
        for (const double part : erasedFromAnEnd) {
            if (part * m_pixel > length - leastLeft * m_pixel)
                break;
            erase(0, part * m_pixel);
            erase(length - part * m_pixel, length);
        }
        for (const double part : erasedInTheMiddle)
            for (double from = leastLeft * m_pixel; from + (part + leastLeft) * m_pixel < length;
                 from += std::max(part / 2 * m_pixel, length / mostParts))
                erase(from, from + part * m_pixel);
    }

    /// Straight on and to the sides; and to the nearest ink in each of eight directions.
    void leadOn(std::size_t index, bool isAtEnd)
    {
        const Stroke& stroke = m_strokes[index];
        const double length = lengthOf(stroke);
        const PenPoint end = isAtEnd ? stroke.back() : stroke.front();
        const auto draw = [&](const PenPoint& to) {
            m_changes.push_back(
                {.kind = InkChange::Kind::Lengthen, .stroke = index, .isAtEnd = isAtEnd, .path = {end, to}});
        };
        const double back = std::min(length, 3 * m_pixel); // the direction that the pen had
        if (back > 0) {
            const Stroke last = isAtEnd ? partOf(stroke, length - back, length) : partOf(stroke, 0, back);
            const PenPoint& from = isAtEnd ? last.front() : last.back();
            const double angle = std::atan2(double(end.y - from.y), double(end.x - from.x));
            for (const double turn : {0.0, 0.25, -0.25, 0.5, -0.5})
                for (const double way : ledOn)
                    draw({end.x + float(way * m_pixel * std::cos(angle + turn * std::numbers::pi)),
                          end.y + float(way * m_pixel * std::sin(angle + turn * std::numbers::pi))});
        }
        std::array<const PenPoint*, 8> nearest{};
        std::array<double, 8> distances;
        distances.fill(longestLine * m_pixel);
        for (const PenPoint& point : m_ink.points) {
            const double x = double(point.x - end.x), y = double(point.y - end.y), distance = std::hypot(x, y);
            const auto sector = std::size_t(std::floor((std::atan2(y, x) / std::numbers::pi + 1) * 4)) % 8;
            if (distance > shortestLine * m_pixel && distance < distances[sector]) {
                distances[sector] = distance;
                nearest[sector] = &point;
            }
        }
        for (const PenPoint* point : nearest)
            if (point)
                draw(*point);
    }

    void draw(const PenPoint& from, const PenPoint& to)
    {
        m_changes.push_back({.kind = InkChange::Kind::Add, .path = {from, to}});
    }

    /// Between places on ink, where there is none halfway.
    void drawLines()
    {
        const auto& places = m_places.points;
        for (std::size_t i = 0; i < places.size(); ++i)
            for (std::size_t k = i + 1; k < places.size(); ++k) {
                const double length = std::hypot(double(places[i].x - places[k].x), double(places[i].y - places[k].y));
                const PenPoint halfway{(places[i].x + places[k].x) / 2, (places[i].y + places[k].y) / 2};
                if (length >= shortestLine * m_pixel && length <= longestLine * m_pixel
                    && double(distancesTo(m_ink.points, std::array{halfway}).front()) > 2 * m_pixel)
                    draw(places[i], places[k]);
            }
    }

    void drawBars()
    {
        const auto half = float(4 * m_pixel);
        for (const PenPoint& place : m_places.points) {
            draw({place.x - half, place.y}, {place.x + half, place.y});
            draw({place.x, place.y - half}, {place.x, place.y + half});
        }
    }

    std::span<const Stroke> m_strokes;
    double m_pixel;
    InkSamples m_ink;
    InkSamples m_places;
    std::vector<InkChange> m_changes;
};

} // namespace

std::vector<InkChange> plainChanges(std::span<const Stroke> strokes, double pixel)
{
    return PlainChanges(strokes, pixel).all();
}

} // namespace engine
